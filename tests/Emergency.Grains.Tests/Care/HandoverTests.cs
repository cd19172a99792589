using System.Text.Json;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Grains.Tests.Care;

/// <summary>The handover report of a whole course, in its own form and as FHIR.</summary>
public sealed class HandoverTests
{
    [Fact]
    public async Task GetHandover_AfterACourse_SaysWhatWasMeasuredOrderedAndDone()
    {
        await using var world = await CareWorld.Start(null, Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.PatientLoaded);
        await world.Report(new PatientDescribed(null, new PatientFactsView("张某", AgeYears: 58, Sex: "male", WeightKg: 70)));
        await world.Monitor(3, 96);
        await world.Ecg("e1", world.Now);
        await world.Care.ReadEcg(new ReadEcg(CareWorld.Physician, "e1", EcgStatement.Stemi, "前壁"));
        await world.Care.OpenChannel(new OpenChannel(CareWorld.Physician, "ch1", ChannelKind.ChestPain, null, CareWorld.Hospital));
        await world.Order("o1");
        await world.Progress("o1", OrderState.ReadBack);
        await world.Progress("o1", OrderState.Done);
        await world.Report(new DrugGiven("d1", new OrderBody(OrderKind.Drug, "nitroglycerin", 0.5, "mg", "sl")));

        var report = JsonDocument.Parse((await world.Care.GetHandover(CareWorld.Patient))!).RootElement;
        var fhir = JsonDocument.Parse((await world.Care.GetHandoverFhir(CareWorld.Patient))!).RootElement;

        var text = report.ToString();
        foreach (var word in new[] { "张某", "胸痛", "physician1", "前壁", "chest-pain" }) text.ShouldContain(word);
        report.GetProperty("sections").GetArrayLength().ShouldBe(10);
        fhir.GetProperty("resourceType").GetString().ShouldBe("Bundle");
        var kinds = fhir.GetProperty("entry").EnumerateArray().Select(e => e.GetProperty("resource").GetProperty("resourceType").GetString()).ToList();
        foreach (var kind in new[] { "Composition", "Patient", "Observation", "DiagnosticReport", "MedicationRequest", "MedicationAdministration" })
            kinds.ShouldContain(kind);
    }

    [Fact]
    public async Task GetHandover_NobodyKnowsThePatient_IsNothing()
    {
        await using var world = await CareWorld.Start();

        (await world.Care.GetHandover(new PatientId("4"))).ShouldBeNull();
        (await world.World.Care("c9").GetHandoverFhir(CareWorld.Patient)).ShouldBeNull();
    }
}
