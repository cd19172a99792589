using System.Text.Json.Nodes;

namespace Emergency.Domain.Handover;

/// <summary>Patient, centre, vehicle, hospital and the transport itself.</summary>
internal static class FhirPeople
{
    public static void Add(FhirEntries book)
    {
        var input = book.Input;
        book.Add("patient", "Patient", Patient(input.Patient));
        book.Add("centre", "Organization", new JsonObject { ["name"] = input.Centre });
        if (input.Vehicle is { } vehicle) book.Add("vehicle", "Location", Vehicle(vehicle));
        if (input.Destination is { } destination) book.Add("hospital", "Location", Hospital(destination));
        book.Add("encounter", "Encounter", Encounter(book));
    }

    private static JsonObject Patient(HandoverPatient patient) => new()
    {
        ["identifier"] = Fhir.List(new JsonObject { ["system"] = $"{Fhir.Own}patient", ["value"] = patient.Id.Value }),
        ["name"] = Fhir.List(patient.Name is { } name ? new JsonObject { ["text"] = name } : Fhir.Absent()),
        ["gender"] = patient.Sex switch { PatientSex.Female => "female", PatientSex.Male => "male", _ => "unknown" },
        // A date of birth is never made up from an age: the age is an Observation of its own.
        ["_birthDate"] = Fhir.Absent(),
    };

    private static JsonObject Vehicle(HandoverVehicle vehicle) => new()
    {
        ["identifier"] = Fhir.List(new JsonObject { ["system"] = $"{Fhir.Own}vehicle", ["value"] = vehicle.Id.Value }),
        ["status"] = "active",
        ["name"] = vehicle.Plate is { } plate ? $"{vehicle.Id.Value} {plate}" : vehicle.Id.Value,
        ["mode"] = "instance",
        ["type"] = Fhir.List(Fhir.Concept(null, Fhir.Coding($"{Fhir.Terminology}v3-RoleCode", "AMB", "Ambulance"))),
        ["physicalType"] = Fhir.Concept(null, Fhir.Coding($"{Fhir.Terminology}location-physical-type", "ve", "Vehicle")),
    };

    private static JsonObject Hospital(HandoverDestination destination) => new()
    {
        ["identifier"] = Fhir.List(new JsonObject { ["system"] = $"{Fhir.Own}hospital", ["value"] = destination.Id.Value }),
        ["status"] = "active",
        ["name"] = destination.Name,
        ["mode"] = "instance",
        ["type"] = Fhir.List(Fhir.Concept(null, Fhir.Coding($"{Fhir.Terminology}v3-RoleCode", "HOSP", "Hospital"))),
    };

    private static JsonObject Encounter(FhirEntries book)
    {
        var input = book.Input;
        var contact = Time(input, Milestone.AtPatient) ?? Time(input, Milestone.OnScene) ?? input.ReceivedAt;
        var end = Time(input, Milestone.HandedOver);
        var period = new JsonObject { ["start"] = Fhir.Instant(contact) }.With("end", end is { } e ? Fhir.Instant(e) : null);
        var encounter = new JsonObject
        {
            ["identifier"] = Fhir.List(new JsonObject { ["system"] = $"{Fhir.Own}case", ["value"] = input.CaseNumber }),
            ["status"] = end is null ? "in-progress" : "finished",
            ["class"] = Fhir.Coding($"{Fhir.Terminology}v3-ActCode", "FLD", "field"),
            ["priority"] = Fhir.Concept($"{input.Priority}", Fhir.Coding($"{Fhir.Terminology}v3-ActPriority", "EM", "emergency")),
            ["subject"] = book.Reference("patient"),
        };
        encounter.WithList("participant", (input.Vehicle?.Crew ?? []).Select(Participant));
        encounter["period"] = period;
        encounter["reasonCode"] = Fhir.List(Fhir.Concept(input.Complaint));
        if (book.Has("hospital")) encounter["hospitalization"] = new JsonObject { ["destination"] = book.Reference("hospital") };
        if (book.Has("vehicle"))
            encounter["location"] = Fhir.List(new JsonObject { ["location"] = book.Reference("vehicle"), ["status"] = end is null ? "active" : "completed" });
        encounter["serviceProvider"] = book.Reference("centre");
        return encounter;
    }

    private static JsonObject Participant(HandoverPerson person) => new()
    {
        ["type"] = Fhir.List(Fhir.Concept(person.Role)),
        ["individual"] = person.Name is { } name ? Fhir.Display(name) : Fhir.Absent(),
    };

    private static DateTimeOffset? Time(HandoverInput input, Milestone milestone) =>
        input.Milestones.Where(m => m.Milestone == milestone).Select(m => (DateTimeOffset?)m.At).Min();
}
