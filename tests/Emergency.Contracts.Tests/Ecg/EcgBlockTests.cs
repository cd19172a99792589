using System.Collections.Immutable;
using System.Text.Json;

namespace Emergency.Contracts.Tests.Ecg;

public sealed class EcgBlockTests
{
    private static readonly EcgSegment Golden = EcgSamples.Golden();

    public static TheoryData<string, int, int> Records => new()
    {
        { "ptbdb_s0010_re_acuteMI_12lead_500Hz_10s_mV.csv", 500, 500 },
        { "ptbdb_s0010_re_acuteMI_12lead_500Hz_10s_mV.csv", 500, 1000 },
        { "ptbxl_00001_normal_12lead_100Hz_10s_mV.csv", 100, 1000 },
    };

    [Fact]
    public void Encode_GoldenSegment_IsReadAsItWas()
    {
        var block = EcgBlock.Encode(Golden);

        EcgBlock.TryDecode(block, out var read, out var problem).ShouldBeTrue(problem);
        read.ShouldNotBeNull().ShouldBeSame(Golden);
    }

    /// <summary>The file is what the browser's decoder is tested against; blocks of version 1 that are stored somewhere must stay readable.</summary>
    [Fact]
    public void Encode_GoldenSegment_IsTheBlockThatBrowsersRead()
    {
        var written = JsonSerializer.Serialize(new
        {
            block = Convert.ToHexStringLower(EcgBlock.Encode(Golden)),
            startedAtMs = (Golden.StartedAt - DateTimeOffset.UnixEpoch).TotalMilliseconds,
            sampleRateHz = Golden.SampleRateHz,
            lsbNanovolts = Golden.LsbNanovolts,
            leads = string.Join(' ', Golden.Leads.Select(EcgLeads.NameOf)),
            samples = Golden.Samples.Select(lead => string.Join(' ', lead)),
        });

        // Beside the kept one, for whoever has to make a new one on purpose.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "Ecg", "goldenBlock.written.json"), written);

        using var kept = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Ecg", "goldenBlock.json")));
        written.ShouldBe(JsonSerializer.Serialize(kept.RootElement));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Encode_RecordedTwelveLeads_IsLosslessAndFitsTheLink(string file, int rate, int lsbNanovolts)
    {
        var record = EcgSamples.Recorded(file, rate, lsbNanovolts);
        var bytes = 0;
        var pieces = record.Pieces(rate / 5).ToList();

        foreach (var piece in pieces)
        {
            var block = EcgBlock.Encode(piece);
            bytes += block.Length;
            EcgBlock.TryDecode(block, out var read, out var problem).ShouldBeTrue(problem);
            read.ShouldNotBeNull().ShouldBeSame(piece);
        }

        var perSecond = bytes / (pieces.Count * 0.2);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{file} {rate} Hz {lsbNanovolts} nV: {perSecond:F0} B/s in blocks of 0.2 s; {EcgBlock.Encode(record).Length / 10} B/s in one of 10 s");
        perSecond.ShouldBeLessThan(8_000 * rate / 500d);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Encode_AnySegment_IsReadAsItWas(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var segment = AnySegment(random);

            EcgBlock.TryDecode(EcgBlock.Encode(segment), out var read, out var problem).ShouldBeTrue($"seed {seed}, round {round}: {problem}");
            read.ShouldNotBeNull().ShouldBeSame(segment);
        }
    }

    [Fact]
    public void TryDecode_OneBitFlipped_SaysWhy()
    {
        var block = EcgBlock.Encode(Golden);
        for (var bit = 0; bit < block.Length * 8; bit++)
        {
            block[bit / 8] ^= (byte)(1 << bit % 8);
            EcgBlock.TryDecode(block, out _, out var problem).ShouldBeFalse($"bit {bit}");
            problem.ShouldNotBeNullOrEmpty();
            block[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void TryDecode_CutOff_SaysWhy()
    {
        var block = EcgBlock.Encode(Golden);
        for (var length = 0; length < block.Length; length++)
            EcgBlock.TryDecode(block.AsSpan(0, length), out _, out _).ShouldBeFalse($"{length} bytes");
    }

    /// <summary>A checksum does not keep out what was made to do harm.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void TryDecode_MutatedUnderAGoodChecksum_NeverFails(int seed)
    {
        var random = new Random(seed);
        var good = EcgBlock.Encode(Golden);
        var refused = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var block = good[..random.Next(24, good.Length + 1)];
            for (var change = random.Next(1, 5); change > 0; change--)
                block[random.Next(block.Length)] = (byte)random.Next(256);
            EcgBlock.WriteChecksum(block);
            if (!EcgBlock.TryDecode(block, out var segment, out _))
                refused++;
            else
                segment.ShouldNotBeNull().Problem().ShouldBeNull($"seed {seed}, round {round}");
        }

        refused.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void TryDecode_RandomBytes_NeverFails()
    {
        var random = new Random(21);
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            EcgBlock.TryDecode(bytes, out _, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void TryDecode_PromiseOfManySamples_IsNotBelieved()
    {
        var block = EcgBlock.Encode(Golden);
        (block[6], block[7]) = (0xFF, 0xFF);
        EcgBlock.WriteChecksum(block);

        var before = GC.GetAllocatedBytesForCurrentThread();
        EcgBlock.TryDecode(block, out _, out _).ShouldBeFalse();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000);
    }

    [Fact]
    public void Encode_NoSegment_SaysWhy()
    {
        Should.Throw<ArgumentException>(() => EcgBlock.Encode(Golden with { SampleRateHz = 0 })).Message.ShouldContain("sample rate");
        Should.Throw<ArgumentException>(() => EcgBlock.Encode(Golden with { LsbNanovolts = 0 })).Message.ShouldContain("step");
        Should.Throw<ArgumentException>(() => EcgBlock.Encode(Golden with { Leads = [EcgLead.I, EcgLead.I] })).Message.ShouldContain("lead");
        Should.Throw<ArgumentException>(() => EcgBlock.Encode(Golden with { Samples = Golden.Samples.SetItem(3, [1]) })).Message
            .ShouldContain("equally many");
    }

    [Fact]
    public void Checksum_KnownText_IsThatOfTheStandard() => EcgBlock.Checksum("123456789"u8).ShouldBe(0xCBF43926u);

    [Theory]
    [InlineData("avr", EcgLead.AVR)]
    [InlineData(" V5 ", EcgLead.V5)]
    [InlineData("ii", EcgLead.II)]
    public void TryParse_Names_AreFoundWhateverTheirCase(string name, EcgLead lead)
    {
        EcgLeads.TryParse(name, out var found).ShouldBeTrue();
        found.ShouldBe(lead);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("vx")]
    [InlineData("I, II")]
    public void TryParse_NoLead_IsRefused(string name) => EcgLeads.TryParse(name, out _).ShouldBeFalse();

    private static EcgSegment AnySegment(Random random)
    {
        var leads = Enum.GetValues<EcgLead>();
        random.Shuffle(leads);
        var (count, roughness, level) = (random.Next(1, 400), 1 << random.Next(1, 17), 0);
        return new EcgSegment(
            EcgSamples.Start.AddMicroseconds(random.Next()), random.Next(1, 65_536), random.Next(1, 100_000_001),
            [.. leads.Take(random.Next(1, leads.Length + 1))], [])
            .WithSamples(() => Enumerable.Range(0, count).Select(_ =>
            {
                level = random.Next(50) == 0 ? random.Next(short.MinValue, short.MaxValue + 1) : level + random.Next(-roughness, roughness + 1);
                return (short)(level = Math.Clamp(level, short.MinValue, short.MaxValue));
            }).ToImmutableArray());
    }
}

file static class SegmentExtensions
{
    public static EcgSegment WithSamples(this EcgSegment segment, Func<ImmutableArray<short>> samples) =>
        segment with { Samples = [.. segment.Leads.Select(_ => samples())] };
}
