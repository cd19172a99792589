using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emergency.Domain.Handover;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Handover;

/// <summary>
/// The FHIR document. The two files beside this one are what our own code makes of the two reference records; the web apps' tests validate the same
/// files against the official R4 JSON schema. After a wanted change run this class with EMERGENCY_WRITE_GOLDEN=1 and look at the difference.
/// </summary>
public sealed class FhirBundleTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonObject Bundle = FhirBundle.Of(ReferenceHandover.ChestPain);

    public static TheoryData<string> Files => ["handover.fhir.json", "handover-unknown.fhir.json"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Of_ReferenceRecord_IsTheFileThatTheSchemaIsHeldAgainst(string name)
    {
        var made = InputOf(name).ToJsonString(Readable) + "\n";
        var path = Path.Combine(SourceFolder(), name);
        if (Environment.GetEnvironmentVariable("EMERGENCY_WRITE_GOLDEN") == "1") File.WriteAllText(path, made);

        File.ReadAllText(path).ShouldBe(made);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Of_ReferenceRecord_KeepsTheStructureOfR4(string name) => FhirStructure.Problems(InputOf(name)).ShouldBeEmpty();

    [Fact]
    public void Of_AnyDocument_BeginsWithItsCompositionAndEveryReferenceResolves()
    {
        foreach (var bundle in new[] { Bundle, FhirBundle.Of(ReferenceHandover.NothingKnown) })
        {
            var entries = bundle["entry"]!.AsArray();
            entries[0]!["resource"]!["resourceType"]!.GetValue<string>().ShouldBe("Composition");
            var urls = entries.Select(e => e!["fullUrl"]!.GetValue<string>()).ToList();
            urls.ShouldBeUnique();
            References(bundle).ShouldBeSubsetOf(urls);
            entries.ShouldAllBe(e => "urn:uuid:" + e!["resource"]!["id"]!.GetValue<string>() == e["fullUrl"]!.GetValue<string>());
        }
    }

    [Fact]
    public void Of_Pressures_AreAPanelAndWhatWasNotMeasuredSaysSo()
    {
        var panels = Observations("85354-9").ToList();

        panels.Count.ShouldBe(2);
        var first = panels[0]["component"]!.AsArray();
        first.Select(c => Code(c!)).ShouldBe(["8480-6", "8462-4", "8478-0"]);
        first.Select(c => c!["valueQuantity"]!["value"]!.GetValue<decimal>()).ShouldBe([142, 88, 106]);
        first.ShouldAllBe(c => c!["valueQuantity"]!["code"]!.GetValue<string>() == "mm[Hg]");
        var second = panels[1]["component"]!.AsArray();
        second.Select(c => Code(c!)).ShouldBe(["8480-6", "8462-4"]);
        second[1]!["dataAbsentReason"]!["coding"]![0]!["code"]!.GetValue<string>().ShouldBe("unknown");
    }

    [Theory]
    [InlineData("8867-4", "/min", 10)]
    [InlineData("9279-1", "/min", 10)]
    [InlineData("8310-5", "Cel", 1)]
    [InlineData("3151-8", "L/min", 1)]
    [InlineData("14743-9", "mmol/L", 1)]
    public void Of_VitalSigns_HaveTheirCodesAndUnits(string loinc, string ucum, int count)
    {
        var found = Observations(loinc).ToList();

        found.Count.ShouldBe(count);
        found.ShouldAllBe(o => o["valueQuantity"]!["code"]!.GetValue<string>() == ucum && o["valueQuantity"]!["system"]!.GetValue<string>() == "http://unitsofmeasure.org");
    }

    [Fact]
    public void Of_SaturationThatCouldNotBeMeasured_HasNoValueAndAReason()
    {
        var saturations = Observations("59408-5").ToList();

        saturations.Count.ShouldBe(10);
        saturations.ShouldAllBe(o => o["code"]!["coding"]![1]!["code"]!.GetValue<string>() == "2708-6");
        var absent = saturations.Where(o => o["valueQuantity"] is null).ShouldHaveSingleItem();
        absent["dataAbsentReason"]!["coding"]![0]!["code"]!.GetValue<string>().ShouldBe("error");
    }

    [Fact]
    public void Of_Orders_AreRequestsInTheirTrueStateAndOnlyWhatWasGivenIsAdministered()
    {
        Resources("MedicationRequest").Select(r => r["status"]!.GetValue<string>()).ShouldBe(["completed", "stopped", "cancelled"]);
        Resources("ServiceRequest").Select(r => r["status"]!.GetValue<string>()).ShouldBe(["active", "active"]);
        var given = Resources("MedicationAdministration").ToList();
        given.Select(r => Code(r, "medicationCodeableConcept")).ShouldBe(["aspirin", "saline"]);
        given[0]["request"]!["reference"]!.GetValue<string>().ShouldBe("urn:uuid:" + Resources("MedicationRequest").First()["id"]!.GetValue<string>());
        given[1]["dosage"]!["dose"]!["extension"]![0]!["valueCode"]!.GetValue<string>().ShouldBe("unknown");
        var drip = Resources("MedicationRequest").Last()["dosageInstruction"]![0]!["doseAndRate"]![0]!["rateQuantity"]!;
        (drip["code"]!.GetValue<string>(), drip["value"]!.GetValue<decimal>()).ShouldBe(("ug/min", 10));
    }

    [Fact]
    public void Of_Ecgs_AreFinalOnlyWhenAPhysicianConfirmedThem()
    {
        var reports = Resources("DiagnosticReport").ToList();

        reports.Select(r => r["status"]!.GetValue<string>()).ShouldBe(["final", "preliminary"]);
        reports.Select(r => r["conclusion"]!.GetValue<string>()).ShouldBe(["ST elevation in V1–V4 (physician1)", "*** acute infarction *** (monitor)"]);
    }

    [Fact]
    public void Of_TextOfTheCaller_IsEscapedInTheNarrative()
    {
        var text = Bundle.ToJsonString(Readable);

        text.ShouldContain("胸痛 &lt;chest pain&gt; &amp; sweating");
        Resources("Composition").Single()["section"]!.AsArray().ShouldAllBe(s => System.Xml.Linq.XElement.Parse(s!["text"]!["div"]!.GetValue<string>(), System.Xml.Linq.LoadOptions.None) != null);
    }

    [Fact]
    public void Of_SameInput_IsTheSameDocument() =>
        FhirBundle.Of(ReferenceHandover.ChestPain).ToJsonString().ShouldBe(Bundle.ToJsonString());

    [Fact]
    public void Of_TooManyReadings_IsRefused() =>
        Should.Throw<ArgumentException>(() => FhirBundle.Of(ReferenceHandover.ChestPain with
        {
            Vitals = [.. Enumerable.Range(0, HandoverInput.MostReadings + 1).Select(i => new VitalReading(VitalKind.HeartRate, 80, ReferenceHandover.At(9, 0).AddSeconds(i)))],
        }));

    private static JsonObject InputOf(string file) =>
        FhirBundle.Of(file == "handover.fhir.json" ? ReferenceHandover.ChestPain : ReferenceHandover.NothingKnown);

    private static IEnumerable<JsonObject> Resources(string type) =>
        Bundle["entry"]!.AsArray().Select(e => e!["resource"]!.AsObject()).Where(r => r["resourceType"]!.GetValue<string>() == type);

    private static IEnumerable<JsonObject> Observations(string loinc) => Resources("Observation").Where(o => Code(o) == loinc);

    private static string Code(JsonNode node, string member = "code") => node[member]!["coding"]![0]!["code"]!.GetValue<string>();

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => m is { Key: "reference", Value: JsonValue value } ? [value.GetValue<string>()] : References(m.Value)),
        JsonArray a => a.SelectMany(References),
        _ => [],
    };

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
