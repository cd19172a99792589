using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Emergency.Agent.Inputs;
using Emergency.Contracts;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Inputs;

public sealed class EcgInputTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_WrittenFrame_IsAsItWas()
    {
        var frame = Frame(7, 25, 500);

        var read = EcgFrame.Read(frame.Write().AsSpan(4));

        (read.Number, read.TakenAt).ShouldBe((7ul, frame.TakenAt));
        read.Samples.Leads.ShouldBe(frame.Samples.Leads);
        for (var lead = 0; lead < 12; lead++)
            read.Samples.Samples[lead].ShouldBe(frame.Samples.Samples[lead]);
    }

    [Fact]
    public void Read_Mutations_AreRefusedOrRead()
    {
        var random = new Random(4);
        var good = Frame(1, 10, 500).Write()[4..];
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = good[..random.Next(good.Length + 1)];
            for (var change = bytes.Length == 0 ? 0 : random.Next(5); change > 0; change--)
                bytes[random.Next(Math.Min(bytes.Length, 40))] = (byte)random.Next(256);
            try
            {
                EcgFrame.Read(bytes).Samples.Problem().ShouldBeNull();
            }
            catch (InvalidDataException refused)
            {
                refused.Message.ShouldNotBeNullOrEmpty();
            }
        }
    }

    [Fact]
    public void Take_FramesWithJitter_AreBlocksOnOneTimeline()
    {
        var clock = new ManualTimeProvider(Start);
        var assembler = new EcgAssembler(new EcgOptions(), clock);
        var random = new Random(2);
        List<EcgSegment> blocks = [];
        for (ulong number = 0; number < 40; number++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(50));
            var frame = Frame(number, 25, 500);
            blocks.AddRange(assembler.Take(frame with { TakenAt = clock.GetUtcNow().AddMilliseconds(random.Next(-40, 0)) }));
        }

        blocks.Count.ShouldBe(10);
        blocks.ShouldAllBe(block => block.SampleCount == 100);
        for (var i = 1; i < blocks.Count; i++)
            (blocks[i].StartedAt - blocks[i - 1].StartedAt).ShouldBe(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void Take_LostFrames_LeaveAGapAndAreCounted()
    {
        var clock = new ManualTimeProvider(Start);
        var assembler = new EcgAssembler(new EcgOptions(), clock);
        assembler.Take(Frame(1, 50, 500) with { TakenAt = Start }).ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(1));

        var partial = assembler.Take(Frame(10, 50, 500) with { TakenAt = Start.AddSeconds(0.9) }).ShouldHaveSingleItem();
        var next = assembler.Take(Frame(11, 50, 500) with { TakenAt = Start.AddSeconds(1) }).ShouldHaveSingleItem();

        partial.SampleCount.ShouldBe(50);
        assembler.LostFrames.ShouldBe(8);
        next.StartedAt.ShouldBe(Start.AddSeconds(0.9));
    }

    [Fact]
    public void Take_TimeNotBelieved_IsOfArrival()
    {
        var assembler = new EcgAssembler(new EcgOptions(), new ManualTimeProvider(Start));

        assembler.Take(Frame(1, 100, 500) with { TakenAt = Start.AddDays(1) }).ShouldHaveSingleItem().StartedAt.ShouldBe(Start.AddSeconds(-0.2));
    }

    [Fact]
    public async Task Run_UnixSocket_TellsBlocksAndRefusesRubbish()
    {
        using var folder = new TemporaryDirectory();
        var blocks = new ConcurrentQueue<EcgSegment>();
        using var log = new LogRecorder();
        var input = new EcgInput(
            new EcgOptions { Listen = $"unix://{folder.File("ecg.sock")}" }, Keep, TimeProvider.System, TimeProvider.System, log.For<EcgInput>());
        using var stopping = new CancellationTokenSource();
        var running = input.Run(stopping.Token);
        var where = await input.Bound;

        using (var wrong = await Connect(where))
        {
            await wrong.SendAsync(new byte[] { 255, 255, 255, 127 }, TestContext.Current.CancellationToken);
            (await wrong.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken)).ShouldBe(0);
        }

        await Eventually.Holds(() => input.Health.State == InputState.Down);
        using (var monitor = await Connect(where))
        {
            for (ulong number = 1; number <= 20; number++)
                await monitor.SendAsync(Frame(number, 50, 500).Write(), TestContext.Current.CancellationToken);
            await Eventually.Holds(() => blocks.Count >= 10);
            input.Health.State.ShouldBe(InputState.Good);
        }

        input.Health.Counts.ShouldContainKeyAndValue("malformed", 1);
        input.Recent.Since(DateTimeOffset.MinValue).Length.ShouldBe(blocks.Count);
        await stopping.CancelAsync();
        await running;

        ValueTask Keep(EcgSegment block)
        {
            blocks.Enqueue(block);
            return ValueTask.CompletedTask;
        }
    }

    [Theory]
    [InlineData("ptbxl_00001_lr.hea", 100, 1000, 12, 1000)]
    [InlineData("s0010_re.hea", 1000, 500, 12, 38_400)]
    [InlineData("ptbdb_s0010_re_acuteMI_12lead_500Hz_10s_mV.csv", 500, 500, 12, 5000)]
    public void Read_SharedRecording_HasItsLeads(string file, int rate, int step, int leads, int samples)
    {
        var recording = EcgRecording.Read(SharedData.Require("ecg/" + file));

        (recording.SampleRateHz, recording.LsbNanovolts, recording.Leads.Length, recording.SampleCount).ShouldBe((rate, step, leads, samples));
        recording.Leads[..2].ShouldBe([EcgLead.I, EcgLead.II]);
    }

    [Fact]
    public void Read_WfdbAndCsvOfOneRecord_AreTheSameWithinRounding()
    {
        var wfdb = EcgRecording.Read(SharedData.Require("ecg/ptbxl_00001_lr.hea"));
        var csv = EcgRecording.Read(SharedData.Require("ecg/ptbxl_00001_normal_12lead_100Hz_10s_mV.csv"));

        for (var lead = 0; lead < 12; lead++)
        {
            for (var i = 0; i < wfdb.SampleCount; i++)
                (csv.Samples[lead][i] * 0.5).ShouldBe(wfdb.Samples[lead][i], 1);
        }
    }

    [Theory]
    [InlineData("x.txt", "x")]
    [InlineData("x.hea", "nonsense")]
    [InlineData("x.hea", "x 1 500 10\nx.dat 212 200 16 0 0 0 0 I\n")]
    [InlineData("x.hea", "x 1 0 10\nx.dat 16 200 16 0 0 0 0 I\n")]
    [InlineData("x.csv", "t_s\n")]
    [InlineData("x.csv", "t_s,what\n0,1\n1,2\n")]
    [InlineData("x.csv", "t_s,I\n0,1\n1,two\n")]
    public void Read_NoRecording_SaysWhy(string name, string text)
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder.File(name), text);
        File.WriteAllBytes(folder.File("x.dat"), new byte[20]);

        Should.Throw<InvalidDataException>(() => EcgRecording.Read(folder.File(name)));
    }

    [Fact]
    public void Record_TenSecondsWithoutAGap_IsOneTwelveLeadRecording()
    {
        var recent = new EcgRecent(TimeSpan.FromSeconds(30));
        recent.Record(Start, out _).ShouldNotBeNull().ShouldContain("no ECG");
        for (var block = 0; block < 49; block++)
            recent.Add(Frame(0, 100, 500).Samples with { StartedAt = Start.AddSeconds(block * 0.2) });
        recent.Record(Start.AddSeconds(9.8), out _).ShouldNotBeNull().ShouldContain("only 9.8 s");
        recent.Add(Frame(0, 100, 500).Samples with { StartedAt = Start.AddSeconds(9.8) });

        recent.Record(Start.AddSeconds(10), out var recording).ShouldBeNull();

        recording.ShouldNotBeNull().ShouldSatisfyAllConditions(
            ecg => ecg.StartedAt.ShouldBe(Start),
            ecg => ecg.SampleCount.ShouldBe(5000),
            ecg => ecg.Leads.ShouldBe(EcgLeads.Standard),
            ecg => ecg.Problem().ShouldBeNull());
        recent.Record(Start.AddSeconds(15), out _).ShouldNotBeNull("an old trace is not the patient's now");
        recent.Add(Frame(0, 100, 500).Samples with { StartedAt = Start.AddSeconds(11) });
        recent.Record(Start.AddSeconds(11.2), out _).ShouldNotBeNull("there is a gap").ShouldContain("0.2 s");
    }

    internal static EcgFrame Frame(ulong number, int count, int rate) => new(number, Start, new EcgSegment(
        Start, rate, 500, [.. EcgLeads.Standard],
        [.. EcgLeads.Standard.Select(lead => Enumerable.Range(0, count).Select(i => (short)((int)lead * 100 + i)).ToImmutableArray())]));

    private static async Task<Socket> Connect(EndPoint where)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(where, TestContext.Current.CancellationToken);
        return socket;
    }
}
