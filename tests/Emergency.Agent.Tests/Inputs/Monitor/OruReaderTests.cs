using System.Text;
using Emergency.Agent.Inputs.Hl7;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Inputs;

public sealed class OruReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string, Func<VitalsReading, double?>, double> Values => new()
    {
        { "8867-4", "72", "/min", reading => reading.HeartRate, 72 },
        { "MDC_ECG_HEART_RATE", "72", "MDC_DIM_BEAT_PER_MIN", reading => reading.HeartRate, 72 },
        { "147842", "1.2", "Hz", reading => reading.HeartRate, 72 },
        { "MDC_PULS_OXIM_PULS_RATE", "71", "bpm", reading => reading.Pulse, 71 },
        { "59408-5", "97", "%", reading => reading.SpO2, 97 },
        { "2708-6", "0.97", "1", reading => reading.SpO2, 97 },
        { "9279-1", "14", "1/min", reading => reading.RespirationRate, 14 },
        { "8480-6", "16", "kPa", reading => reading.Systolic, 120.01 },
        { "8462-4", "80", "mm[Hg]", reading => reading.Diastolic, 80 },
        { "150023", "93", "266016", reading => reading.Mean, 93 },
        { "8310-5", "98.6", "[degF]", reading => reading.Temperature, 37 },
        { "MDC_TEMP_BODY", "36.6", "°C", reading => reading.Temperature, 36.6 },
        { "19891-1", "5.0", "kPa", reading => reading.EtCO2, 37.5 },
        { "MDC_CONC_AWAY_CO2_ET", "5", "%", reading => reading.EtCO2, 35.65 },
        { "2339-0", "90", "mg/dL", reading => reading.Glucose, 4.99 },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Read_Value_IsInTheUnitUsedHere(string code, string value, string unit, Func<VitalsReading, double?> of, double expected)
    {
        var result = Read(Oru.Message(Oru.Obx(code, value, unit)));

        result.Fault.ShouldBeNull();
        of(result.Reading.ShouldNotBeNull()).ShouldNotBeNull().ShouldBe(expected, 0.001);
        result.Reading!.At.ShouldBe(Now.AddSeconds(-0.5));
    }

    [Fact]
    public void Read_SensorOff_SaysSoAndCarriesNothingOver()
    {
        var reading = Read(Oru.Message(Oru.Obx("8867-4", "72", "/min") + Oru.Obx("59408-5", "", "%"))).Reading.ShouldNotBeNull();

        reading.HeartRate.ShouldBe(72);
        reading.SpO2.ShouldBeNull();
        reading.Off.ShouldNotBeNull().ShouldBe(["spO2"]);
    }

    [Fact]
    public void Read_OtherDelimiters_AreTheMessagesOwn()
    {
        var message = Oru.Message(Oru.Obx("8867-4", "72", "/min")).Replace('|', '#').Replace('^', '@');

        Read(message).Reading.ShouldNotBeNull().HeartRate.ShouldBe(72);
    }

    [Fact]
    public void Read_UnknownCodes_ArePassedOver()
    {
        var result = Read(Oru.Message(Oru.Obx("0-0", "x", "?") + Oru.Obx("8867-4", "72", "/min")));

        (result.Fault, result.Passed, result.Reading!.HeartRate).ShouldBe((null, 1, 72));
    }

    [Theory]
    [InlineData("MSH", 203, true, 12)]
    [InlineData("ADT", 200, true, 9)]
    [InlineData("ID", 101, true, 10)]
    [InlineData("NUMBER", 102, false, 5)]
    [InlineData("UNIT", 103, false, 6)]
    [InlineData("RANGE", 102, false, 5)]
    [InlineData("EMPTY", 100, false, 0)]
    public void Read_WrongMessage_NamesWhere(string what, int code, bool reject, int field)
    {
        var good = Oru.Obx("8867-4", "72", "/min");
        var message = what switch
        {
            "MSH" => Oru.Message(good, version: "3.0"),
            "ADT" => Oru.Message(good, type: "ADT^A01"),
            "ID" => Oru.Message(good, id: ""),
            "NUMBER" => Oru.Message(good + Oru.Obx("8867-4", "fast", "/min")),
            "UNIT" => Oru.Message(Oru.Obx("8867-4", "72", "mmHg")),
            "RANGE" => Oru.Message(Oru.Obx("59408-5", "130", "%")),
            _ => Oru.Message(""),
        };

        var fault = Read(message).Fault.ShouldNotBeNull();

        (fault.Code, fault.Reject, fault.Field).ShouldBe((code, reject, field));
    }

    [Theory]
    [InlineData("GB 18030-2000")]
    [InlineData("UNICODE UTF-8")]
    [InlineData("")]
    public void Read_ChineseText_IsReadByItsCharacterSet(string set)
    {
        // 俽 has a second byte that looks like a delimiter in GB18030.
        var encoding = set.StartsWith("GB", StringComparison.Ordinal) ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")! : Encoding.UTF8;
        var text = Oru.Message("OBX|1|NM|8867-4^心率俽^LN||72|次/分|||||F\r", set: set).Replace("CABIN", "急救車俽");

        var message = Hl7Message.Read(encoding.GetBytes(text), out var fault).ShouldNotBeNull();

        fault.ShouldBeNull();
        message.Header.Text(4).ShouldBe("急救車俽");
        new OruReader(TimeSpan.FromMinutes(5), new ManualTimeProvider(Now)).Read(message).Reading.ShouldNotBeNull().HeartRate.ShouldBe(72);
    }

    [Fact]
    public void Read_BytesDoNotFitTheirCharacterSet_IsAFault()
    {
        Hl7Message.Read([.. Encoding.ASCII.GetBytes(Oru.Message("NTE|")), 0xFF, 0xFE], out var fault).ShouldNotBeNull();

        fault.ShouldNotBeNull().Field.ShouldBe(18);
    }

    [Theory]
    [InlineData("20260301070000+0000")]
    [InlineData("20260301090000+0000")]
    [InlineData("20260301080000")]
    [InlineData("rubbish+0000")]
    public void Read_TimeThatIsNotBelieved_IsNow(string time)
    {
        var message = Oru.Message(Oru.Obx("8867-4", "72", "/min")).Replace("20260301075959.500+0000", time).Replace("20260301080000+0000", time);

        Read(message).Reading.ShouldNotBeNull().At.ShouldBe(Now);
    }

    [Fact]
    public void Read_TenThousandMutations_NeverFails()
    {
        var random = new Random(17);
        var good = Encoding.UTF8.GetBytes(Oru.Message(
            Oru.Obx("8867-4", "72", "/min") + Oru.Obx("8480-6", "16", "kPa") + Oru.Obx("MDC_TEMP_BODY", "98.6", "[degF]"), set: "UNICODE UTF-8"));
        var (taken, refused) = (0, 0);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = good[..random.Next(1, good.Length + 1)];
            for (var change = random.Next(1, 8); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var message = Hl7Message.Read(bytes, out var fault);
            fault ??= new OruReader(TimeSpan.FromMinutes(5), new ManualTimeProvider(Now)).Read(message!).Fault;
            var answer = Encoding.UTF8.GetString(Hl7Answer.Write(message, fault, "1", Now));
            answer.ShouldStartWith("\vMSH|");
            answer.ShouldEndWith("\u001c\r");
            answer.Count(letter => letter is '\v' or '\u001c').ShouldBe(2);
            if (fault is null)
                taken++;
            else
                refused++;
        }

        taken.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(1000);
    }

    private static OruResult Read(string text)
    {
        var message = Hl7Message.Read(Encoding.UTF8.GetBytes(text), out var fault);
        fault.ShouldBeNull();
        return new OruReader(TimeSpan.FromMinutes(5), new ManualTimeProvider(Now)).Read(message!);
    }
}
