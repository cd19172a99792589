namespace Emergency.Simulators.Tests.Ecg;

public sealed class EcgSynthesizerTests
{
    private static readonly HeartState Normal = new(Rhythm.Sinus, 72);

    [Theory]
    [InlineData(45)]
    [InlineData(72)]
    [InlineData(120)]
    [InlineData(170)]
    public void Record_Sinus_BeatsAtItsRateAndBreathes(double rate)
    {
        var cycles = Recording.Of(new HeartState(Rhythm.Sinus, rate), seconds: 60).Cycles();

        (60 / cycles.Average()).ShouldBe(rate, rate * 0.02);
        (Deviation(cycles) / cycles.Average()).ShouldBeInRange(0.01, 0.05, "a healthy heart is nearly regular");
    }

    [Fact]
    public void Record_Sinus_LooksAsANormalEcg()
    {
        var ecg = Recording.Of(Normal);

        ecg.QrsWidth().ShouldBeInRange(0.07, 0.11);
        ecg.Mean("II", -0.16).ShouldBeInRange(0.05, 0.25, "a P wave, upright in II");
        ecg.Mean("aVR", -0.16).ShouldBeLessThan(0, "and inverted in aVR");
        ecg.Mean("V1", 0).ShouldBeLessThan(-0.3, "rS in V1");
        ecg.Mean("V5", 0).ShouldBeInRange(0.8, 2.5, "a tall R in V5");
        ecg.Mean("V4", 0).ShouldBeGreaterThan(ecg.Mean("V2", 0), "R grows across the chest");
        foreach (var lead in (string[])["I", "II", "V3", "V4", "V5", "V6"])
            ecg.Mean(lead, 0.3 * Math.Sqrt(60 / 72.0)).ShouldBeInRange(0.05, 0.8, $"T upright in {lead}");
        foreach (var lead in Recording.Names)
            ecg.St(lead).ShouldBe(0, 0.05, $"ST in {lead}");
    }

    [Fact]
    public void Record_AnteriorInfarction_LiftsV1ToV4AndLowersTheInferiorLeads()
    {
        var ecg = Recording.Of(new HeartState(Rhythm.Sinus, 90, Territory.Anterior, 0.35));

        ecg.St("V1").ShouldBeInRange(0.1, 0.4);
        foreach (var lead in (string[])["V2", "V3", "V4"])
            ecg.St(lead).ShouldBeInRange(0.2, 0.5, lead);
        ecg.St("V3").ShouldBe(0.35, 0.04);
        foreach (var lead in (string[])["II", "III", "aVF"])
            ecg.St(lead).ShouldBeLessThan(-0.05, lead);
        ecg.QrsWidth().ShouldBeInRange(0.07, 0.12);
    }

    [Fact]
    public void Record_InferiorInfarction_LiftsTheInferiorLeadsAndLowersIAndAvl()
    {
        var ecg = Recording.Of(new HeartState(Rhythm.Sinus, 60, Territory.Inferior, 0.3));

        foreach (var lead in (string[])["II", "III", "aVF"])
            ecg.St(lead).ShouldBeInRange(0.15, 0.4, lead);
        ecg.St("III").ShouldBe(0.3, 0.04);
        ecg.St("III").ShouldBeGreaterThan(ecg.St("II"));
        ecg.St("aVL").ShouldBeLessThan(-0.1);
        ecg.St("I").ShouldBeLessThan(-0.03);
        ecg.St("V2").ShouldBeLessThan(-0.03);
    }

    [Fact]
    public void Record_Subendocardial_LowersTheLateralLeadsAndLiftsAvr()
    {
        var ecg = Recording.Of(new HeartState(Rhythm.Sinus, 96, Territory.Subendocardial, 0.15));

        foreach (var lead in (string[])["II", "V4", "V5", "V6"])
            ecg.St(lead).ShouldBeInRange(-0.25, -0.06, lead);
        ecg.St("aVR").ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void Record_AtrialFibrillation_IsIrregularWithoutPAndFlutters()
    {
        var ecg = Recording.Of(new HeartState(Rhythm.AtrialFibrillation, 110), seconds: 120);
        var normal = Recording.Of(new HeartState(Rhythm.Sinus, 110), seconds: 120);

        var cycles = ecg.Cycles();
        (Deviation(cycles) / cycles.Average()).ShouldBeInRange(0.12, 0.35);
        Math.Abs(Neighbours(cycles)).ShouldBeLessThan(0.25, "one cycle says nothing of the next");
        (60 / cycles.Average()).ShouldBe(110, 8);
        Math.Abs(ecg.Mean("II", -0.16)).ShouldBeLessThan(0.03, "no P wave");
        normal.Mean("II", -0.16).ShouldBeGreaterThan(0.05);
        ecg.QrsWidth().ShouldBeInRange(0.06, 0.12);
        Unrest(ecg, "V1").ShouldBeGreaterThan(Unrest(normal, "V1") + 0.02, "waves between the beats");
    }

    [Fact]
    public void Record_VentricularTachycardia_IsWideFastRegularAndWithoutP()
    {
        var ecg = Recording.Of(new HeartState(Rhythm.VentricularTachycardia, 180));
        var cycles = ecg.Cycles();

        (60 / cycles.Average()).ShouldBe(180, 5);
        (Deviation(cycles) / cycles.Average()).ShouldBeLessThan(0.03);
        ecg.QrsWidth().ShouldBeInRange(0.12, 0.3);
        ecg.Mean("II", 0).ShouldBeLessThan(-0.4, "upward axis");
    }

    [Fact]
    public void Record_VentricularFibrillation_HasNoBeatsAndFades()
    {
        var coarse = Recording.Of(new HeartState(Rhythm.VentricularFibrillation, 0));
        var fine = Recording.Of(new HeartState(Rhythm.VentricularFibrillation, 0, Coarseness: 0.2));

        Height(coarse, "II").ShouldBeInRange(0.5, 2.5);
        Height(fine, "II").ShouldBeInRange(0.05, 0.6);
        Crossings(coarse, "II").ShouldBeInRange(5, 16, "3 to 8 waves a second");
    }

    [Fact]
    public void Record_Asystole_IsAFlatLineThatWanders()
    {
        Height(Recording.Of(new HeartState(Rhythm.Asystole, 0)), "II").ShouldBe(0);
        Height(Recording.Of(new HeartState(Rhythm.Asystole, 0), options: new EcgOptions()), "II").ShouldBeInRange(0.05, 0.8);
    }

    [Fact]
    public void Record_AnyHeartWithNoise_ObeysEinthovenAndGoldberger()
    {
        foreach (var rhythm in Enum.GetValues<Rhythm>())
        {
            var ecg = Recording.Of(new HeartState(rhythm, 100, Territory.Anterior, 0.4), 20, new EcgOptions(), motion: 1);
            var leads = ecg.Leads;
            Enumerable.Range(0, leads[0].Length).Count(i => !Obeys(leads, i)).ShouldBe(0, rhythm.ToString());
        }

        static bool Obeys(short[][] leads, int i)
        {
            var (one, two) = (leads[0][i], leads[1][i]);
            return leads[2][i] == two - one
                && Math.Abs(leads[3][i] + (one + two) / 2.0) <= 0.5
                && Math.Abs(leads[4][i] - (one - two / 2.0)) <= 0.5
                && Math.Abs(leads[5][i] - (two - one / 2.0)) <= 0.5;
        }
    }

    [Fact]
    public void Record_Noise_IsSmallAtRestAndLargeOnABadRoad()
    {
        var heart = new HeartState(Rhythm.Asystole, 0);
        var rest = Deviation(Values(Recording.Of(heart, 120, new EcgOptions()), "V4"));
        var road = Deviation(Values(Recording.Of(heart, 120, new EcgOptions(), motion: 1), "V4"));

        rest.ShouldBeInRange(0.02, 0.12);
        road.ShouldBeGreaterThan(rest * 1.3);
    }

    [Fact]
    public void Record_ElectrodesOff_SaysNoSignal() =>
        Recording.Of(Normal, 2, hasContact: false).Leads.ShouldAllBe(lead => lead.All(sample => sample == EcgSynthesizer.NoSignal));

    [Fact]
    public void Record_RateChanges_FollowsFromBeatToBeat()
    {
        var synthesizer = new EcgSynthesizer(new EcgOptions().Clean(), new Random(1));
        var leads = Twelve(15_000);

        synthesizer.Record(leads, 0, 5000, Normal, 0, hasContact: true);
        synthesizer.Record(leads, 5000, 5000, new HeartState(Rhythm.Asystole, 0), 0, hasContact: true);
        synthesizer.Record(leads, 10_000, 5000, Normal with { Rate = 150 }, 0, hasContact: true);

        leads[1][..5000].Max().ShouldBeGreaterThan((short)150);
        leads[1][6000..10_000].ShouldAllBe(sample => sample == 0);
        leads[1][10_000..].Count(sample => sample > 150).ShouldBeGreaterThan(60);
    }

    [Fact]
    public void Record_InPieces_IsTheSameAsAtOnce()
    {
        var (once, pieces) = (Twelve(5000), Twelve(5000));
        var synthesizer = new EcgSynthesizer(new EcgOptions(), new Random(5));

        new EcgSynthesizer(new EcgOptions(), new Random(5)).Record(once, 0, 5000, Normal, 0.5, hasContact: true);
        for (var from = 0; from < 5000; from += 125)
            synthesizer.Record(pieces, from, 125, Normal, 0.5, hasContact: true);

        pieces.ShouldBe(once);
        synthesizer.Taken.ShouldBe(5000);
    }

    [Fact]
    public void Record_ABlock_AllocatesNothing()
    {
        var synthesizer = new EcgSynthesizer(new EcgOptions(), new Random(5));
        var leads = Twelve(500);
        var heart = new HeartState(Rhythm.Sinus, 80, Territory.Anterior, 0.3);
        synthesizer.Record(leads, 0, 500, heart, 1, hasContact: true);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var block = 0; block < 20; block++)
            synthesizer.Record(leads, 0, 500, heart, 1, hasContact: true);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Constructor_RateOutOfRange_Throws() =>
        Should.Throw<ArgumentException>(() => new EcgSynthesizer(new EcgOptions { SampleRate = 200 }, new Random(1)));

    private static short[][] Twelve(int count) => [.. Enumerable.Range(0, EcgSynthesizer.LeadCount).Select(_ => new short[count])];

    private static List<double> Values(Recording ecg, string lead) =>
        [.. Enumerable.Range(0, ecg.Leads[0].Length).Select(i => ecg.At(lead, i))];

    private static double Height(Recording ecg, string lead) => Values(ecg, lead).Max() - Values(ecg, lead).Min();

    /// <summary>How often a second the line crosses its middle.</summary>
    private static double Crossings(Recording ecg, string lead)
    {
        var values = Values(ecg, lead);
        return values.Zip(values.Skip(1)).Count(pair => pair.First < 0 != pair.Second < 0) / (values.Count / 500.0);
    }

    /// <summary>Deviation in the stretch before the QRS, where a normal ECG is still.</summary>
    private static double Unrest(Recording ecg, string lead)
    {
        var before = ecg.Peaks().Where(peak => peak > ecg.Index(0.1))
            .Select(peak => ecg.At(lead, peak - ecg.Index(0.08))).ToList();
        return Deviation(before);
    }

    private static double Deviation(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static double Neighbours(List<double> cycles)
    {
        var (mean, deviation) = (cycles.Average(), Deviation(cycles));
        return cycles.Zip(cycles.Skip(1), (a, b) => (a - mean) * (b - mean)).Average() / (deviation * deviation);
    }
}
