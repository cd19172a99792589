using System.Text;
using Emergency.Domain.Orders.Safety;

namespace Emergency.Domain.Tests.Orders;

/// <summary>A rule set's file is taken whole, or refused with the line, the path and what is wrong.</summary>
public sealed class OrderRuleReaderTests
{
    private const string Drug = """{"code":"a","names":{"zh":"甲","en":"A"},"ingredients":["a"],"classes":["c"],"units":["mg"]}""";

    [Fact]
    public void Read_SmallestSet_IsTaken()
    {
        var rules = Read(File("""{"id":"r1","kind":"dose-maximum","for":"drug:a","maximum":5,"unit":"mg"}"""));

        (rules.Id, rules.Edition, rules.IsSample, rules.RuleCount, rules.Drugs.Length).ShouldBe(("t", "1", false, 1, 1));
        rules.FindDrug("a")!.Names.ShouldBe(new("甲", "A"));
        rules.FindDrug("b").ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"id":"r","kind":"dose-maximal","for":"drug:a","maximum":5,"unit":"mg"}""", "rules[0].kind: 'dose-maximal' is no kind of rule of version 1")]
    [InlineData("""{"id":"r","kind":"dose-maximum","for":"drug:a","maximum":5,"unit":"mgg"}""", "rules[0].unit: 'mgg' is not a unit")]
    [InlineData("""{"id":"r","kind":"dose-maximum","for":"drug:a","maximum":5,"unit":"mg/h"}""", "rules[0].unit: 'mg/h' is the unit of a rate")]
    [InlineData("""{"id":"r","kind":"rate-maximum","for":"drug:a","maximum":5,"unit":"mg"}""", "rules[0].unit: 'mg' is not the unit of a rate")]
    [InlineData("""{"id":"r","kind":"dose-maximum","for":"drug:a","maximun":5,"unit":"mg"}""", "rules[0].maximun: unknown member")]
    [InlineData("""{"id":"r","kind":"dose-maximum","for":"drug:a","unit":"mg"}""", "rules[0].maximum: is missing")]
    [InlineData("""{"id":"r","kind":"dose-maximum","for":"drug:a","maximum":-5,"unit":"mg"}""", "rules[0].maximum: must be more than 0, at most 1000000, with at most 6 decimals")]
    [InlineData("""{"id":"r","kind":"dose-maximum","for":"drug:b","maximum":5,"unit":"mg"}""", "rules[0].for: 'drug:b' is no drug, ingredient or class of this file (drug:…, ingredient:…, class:…)")]
    [InlineData("""{"id":"r","kind":"dose-maximum","for":"drug:a","maximum":5,"unit":"mg","below":3}""", "rules[0].below: a rule of kind dose-maximum has no such member")]
    [InlineData("""{"id":"r","kind":"dose-usual","for":"drug:a","unit":"mg"}""", "rules[0]: a rule of kind dose-usual needs low or its counterpart")]
    [InlineData("""{"id":"r","kind":"dose-usual","for":"drug:a","low":5,"high":4,"unit":"mg"}""", "rules[0].low: is more than high")]
    [InlineData("""{"id":"r","id":"s","kind":"pregnancy","for":"drug:a"}""", "rules[0].id: stands twice")]
    [InlineData("""{"id":"r","kind":"vitals","for":"drug:a","vital":"bloodPressure","below":90,"withinMinutes":15}""", "rules[0].vital: 'bloodPressure' is no vital sign")]
    [InlineData("""{"id":"r","kind":"pregnancy","for":"drug:a","severity":"grave"}""", "rules[0].severity: 'grave' is not severe, warning or information")]
    [InlineData("""{"id":"r","kind":"age","for":"drug:a","allowedAge":{"fromMonths":12,"toMonths":6}}""", "rules[0].allowedAge: fromMonths must be less than toMonths, both 0 to 1572")]
    [InlineData("""{"id":"r","kind":"duplicate","for":"drug:a","withinMinutes":0}""", "rules[0].withinMinutes: expected a whole number from 1 to 527040")]
    [InlineData("7", "rules[0]: expected an object")]
    public void Read_OneRuleWrong_IsNamed(string rule, string problem) =>
        Problems(File(rule)).ShouldHaveSingleItem().ShouldBe($"line 3, {problem}");

    [Theory]
    [InlineData("""{"code":"b","names":{"zh":"乙"},"ingredients":["b"],"units":["mg"]}""", "drugs[1].names.en: expected 1 to 500 characters")]
    [InlineData("""{"code":"b","names":{"zh":"乙","en":"B"},"ingredients":[],"units":["mg"]}""", "drugs[1].ingredients: a drug has at least one ingredient")]
    [InlineData("""{"code":"a","names":{"zh":"乙","en":"B"},"ingredients":["b"],"units":["mg"]}""", "drugs[1].code: drug 'a' stands twice")]
    [InlineData("""{"code":"b","names":{"zh":"乙","en":"B"},"ingredients":["b"],"units":["mg"],"concentration":{"value":1,"unit":"mg"}}""", "drugs[1].concentration.unit: 'mg' is not an amount in a millilitre such as mg/mL")]
    public void Read_OneDrugWrong_IsNamed(string drug, string problem) =>
        Problems(File("""{"id":"r1","kind":"pregnancy","for":"drug:a"}""", drugs: $"{Drug},{drug}")).ShouldHaveSingleItem().ShouldBe($"line 2, {problem}");

    [Theory]
    [InlineData("""{"format":"order-rules","version":2,"id":"t","edition":"1","drugs":[],"rules":[]}""", "line 1, version: expected 1")]
    [InlineData("""{"format":"order-rules","version":1,"id":"t","edition":"1","rules":[],"drugs":[]}""", "line 1, rules: drugs must stand before rules")]
    [InlineData("""{"format":"order-rules","version":1,"id":"t","edition":"1","drugs":[]}""", "line 1, rules: is missing")]
    [InlineData("""{"format":"order-rules","version":1,"id":"t","edition":"1","sample":true,"drugs":[],"rules":[]}""", "line 1, notice: is missing")]
    [InlineData("""{"format":"order-rules","version":1,"id":"t","edition":"1","extra":true,"drugs":[],"rules":[]}""", "line 1, extra: unknown member")]
    [InlineData("[]", "line 1, the file: expected one object")]
    public void Read_FormWrong_IsNamed(string file, string problem) => Problems(file).ShouldContain(problem);

    [Fact]
    public void Read_SeveralWrong_AreAllNamedWithTheirLines()
    {
        var file = File("""{"id":"r1","kind":"pregnancy","for":"drug:x"}""" + ",\n\n" + """{"id":"r2","kind":"pregnancy","for":"drug:a"}""" + ",\n" + """{"id":"r2","kind":"pregnancy","for":"drug:a"}""");

        Problems(file).ShouldBe([
            "line 3, rules[0].for: 'drug:x' is no drug, ingredient or class of this file (drug:…, ingredient:…, class:…)",
            "line 6, rules[2].id: rule 'r2' stands twice",
        ]);
    }

    [Fact]
    public void Read_MoreWrongThanAnyoneReads_StopsAtTheBound() =>
        Problems(File(string.Join(',', Enumerable.Repeat("{}", 80)))).Count.ShouldBe(OrderRulesException.MostProblems);

    [Fact]
    public void Read_CutAnywhere_IsRefusedAndNeverTaken()
    {
        var whole = Encoding.UTF8.GetBytes(File("""{"id":"r1","kind":"pregnancy","for":"drug:a","note":{"zh":"注","en":"n"}}"""));
        for (var length = 0; length < whole.Length; length++)
            Should.Throw<OrderRulesException>(() => OrderRuleReader.Read(new MemoryStream(whole, 0, length)), $"cut at {length}").Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void Read_OneElementTooLarge_IsRefused() =>
        Problems(File("""{"id":"r1","kind":"pregnancy","for":"drug:a","note":{"en":"n","zh":"@"}}""".Replace("@", new string('注', OrderRuleReader.MostElementBytes))))
            .ShouldHaveSingleItem().ShouldEndWith($"one element is larger than {OrderRuleReader.MostElementBytes} bytes");

    [Fact]
    public void Read_MutatedBytes_AreTakenOrRefusedByNameAndNothingElse()
    {
        using var source = Sample();
        using var copy = new MemoryStream();
        source.CopyTo(copy);
        for (var seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            var bytes = copy.ToArray();
            for (var i = random.Next(1, 6); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "0123456789\"{}[]:,abc"[random.Next(20)]);
            try
            {
                OrderRuleReader.Read(new MemoryStream(bytes)).RuleCount.ShouldBeGreaterThan(0);
            }
            catch (OrderRulesException refused)
            {
                refused.Problems.All(p => p.Line > 0 && p.Path.Length > 0 && p.Text.Length > 0).ShouldBeTrue($"seed {seed}");
            }
            catch (Exception other) when (other is not ShouldAssertException)
            {
                throw new ShouldAssertException($"seed {seed}: {other}");
            }
        }
    }

    [Fact]
    public void Read_BytesInDrops_ReadsTheSame()
    {
        using var source = Sample();
        var rules = OrderRuleReader.Read(new Dripping(source, 7));

        (rules.RuleCount, rules.Drugs.Length).ShouldBe((SampleOrderRules.Instance.RuleCount, SampleOrderRules.Instance.Drugs.Length));
    }

    private static Stream Sample() =>
        typeof(SampleOrderRules).Assembly.GetManifestResourceStream("Emergency.Domain.Orders.Safety.sample-order-rules.json")!;

    private static string File(string rules, string drugs = Drug) =>
        $$"""{"format":"order-rules","version":1,"id":"t","edition":"1",{{"\n"}}"drugs":[{{drugs}}],"rules":[{{"\n"}}{{rules}}]}""";

    private static OrderRuleSet Read(string file) => OrderRuleReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(file)));

    private static List<string> Problems(string file) =>
        [.. Should.Throw<OrderRulesException>(() => Read(file)).Problems.Select(p => p.ToString())];

    /// <summary>Gives a few bytes at a time, as a slow link would.</summary>
    private sealed class Dripping(Stream inner, int bytes) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => inner.Length;
        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, bytes));
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
