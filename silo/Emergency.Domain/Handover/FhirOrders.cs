using System.Text.Json.Nodes;
using Emergency.Domain.Orders.Safety;

namespace Emergency.Domain.Handover;

/// <summary>12-lead ECGs, orders and drugs given.</summary>
internal static class FhirOrders
{
    private const string EcgStudy = "11524-6";

    /// <summary>One DiagnosticReport for each ECG; preliminary until a physician confirmed it. Statements carry their author in the text.</summary>
    public static IReadOnlyList<string> AddEcgs(FhirEntries book) =>
        [.. book.Input.Ecgs.OrderBy(e => e.AcquiredAt).ThenBy(e => e.Id, StringComparer.Ordinal).Select(e => book.Add($"ecg {e.Id}", "DiagnosticReport", Ecg(book, e)))];

    public static IReadOnlyList<string> AddOrders(FhirEntries book)
    {
        var urls = new List<string>();
        foreach (var order in book.Input.Orders.OrderBy(o => o.OrderedAt).ThenBy(o => o.Id, StringComparer.Ordinal))
            urls.Add(order.Order.Kind is OrderKind.Drug
                ? book.Add($"order {order.Id}", "MedicationRequest", Medication(book, order))
                : book.Add($"order {order.Id}", "ServiceRequest", Service(book, order)));
        var drugs = book.Input.DrugsGiven.OrderBy(d => d.At).ThenBy(d => d.Code, StringComparer.Ordinal).ToList();
        for (var i = 0; i < drugs.Count; i++) urls.Add(book.Add($"drug {i} {drugs[i].Code}", "MedicationAdministration", Administration(book, drugs[i])));
        return urls;
    }

    private static JsonObject Ecg(FhirEntries book, HandoverEcg ecg)
    {
        var report = new JsonObject
        {
            ["identifier"] = Fhir.List(new JsonObject { ["system"] = $"{Fhir.Own}ecg", ["value"] = ecg.Id }),
            ["status"] = ecg.ConfirmedBy is null ? "preliminary" : "final",
            ["category"] = Fhir.List(Fhir.Concept(null, Fhir.Coding($"{Fhir.Terminology}v2-0074", "EC", "Electrocardiac"))),
            ["code"] = Fhir.Concept(null, Fhir.Coding(Fhir.Loinc, EcgStudy, "EKG study")),
            ["subject"] = book.Reference("patient"),
            ["encounter"] = book.Reference("encounter"),
            ["effectiveDateTime"] = Fhir.Instant(ecg.AcquiredAt),
        };
        report.With("issued", ecg.ConfirmedAt is { } at ? Fhir.Instant(at) : null);
        if (ecg.ConfirmedBy is { } physician) report["resultsInterpreter"] = Fhir.List(Fhir.Display(physician));
        return report.With("conclusion", ecg.Statement is { } statement ? $"{statement} ({ecg.StatedBy ?? "author unknown"})" : null);
    }

    private static JsonObject Medication(FhirEntries book, HandoverOrder order)
    {
        var request = new JsonObject
        {
            ["identifier"] = Fhir.List(new JsonObject { ["system"] = $"{Fhir.Own}order", ["value"] = order.Id }),
            ["status"] = order.State switch
            {
                HandoverOrderState.Done => "completed",
                HandoverOrderState.NotDone => "stopped",
                HandoverOrderState.Withdrawn => "cancelled",
                _ => "active",
            },
        };
        request.With("statusReason", order.Reason is { } reason ? Fhir.Concept(reason) : null);
        request["intent"] = "order";
        request["medicationCodeableConcept"] = Drug(order.Order.Code, order.Name);
        request["subject"] = book.Reference("patient");
        request["encounter"] = book.Reference("encounter");
        request["authoredOn"] = Fhir.Instant(order.OrderedAt);
        request["requester"] = Fhir.Display(order.OrderedBy);
        request["note"] = Notes(order);
        request["dosageInstruction"] = Fhir.List(Instruction(order.Order));
        return request;
    }

    private static JsonObject Service(FhirEntries book, HandoverOrder order)
    {
        var request = new JsonObject
        {
            ["identifier"] = Fhir.List(new JsonObject { ["system"] = $"{Fhir.Own}order", ["value"] = order.Id }),
            ["status"] = order.State switch
            {
                HandoverOrderState.Done => "completed",
                HandoverOrderState.NotDone or HandoverOrderState.Withdrawn => "revoked",
                _ => "active",
            },
            ["intent"] = "order",
            ["category"] = Fhir.List(Fhir.Concept(order.Order.Kind.ToString().ToLowerInvariant())),
            ["code"] = order.Order.Code is { } code ? Fhir.Concept(order.Name, Fhir.Coding($"{Fhir.Own}order-code", code)) : Fhir.Concept(order.Name),
            ["subject"] = book.Reference("patient"),
            ["encounter"] = book.Reference("encounter"),
            ["authoredOn"] = Fhir.Instant(order.OrderedAt),
            ["requester"] = Fhir.Display(order.OrderedBy),
        };
        if (order.Order.Kind is OrderKind.Destination && book.Has("hospital") && order.Order.Code == book.Input.Destination!.Id.Value)
            request["locationReference"] = Fhir.List(book.Reference("hospital"));
        request["note"] = Notes(order);
        return request;
    }

    private static JsonObject Administration(FhirEntries book, HandoverDrug drug)
    {
        var administration = new JsonObject
        {
            ["status"] = "completed",
            ["medicationCodeableConcept"] = Drug(drug.Code, drug.Name),
            ["subject"] = book.Reference("patient"),
            ["context"] = book.Reference("encounter"),
            ["effectiveDateTime"] = Fhir.Instant(drug.At),
        };
        if (drug.By is { } by) administration["performer"] = Fhir.List(new JsonObject { ["actor"] = Fhir.Display(by) });
        if (drug.OrderId is { } order && book.Has($"order {order}")) administration["request"] = book.Reference($"order {order}");
        var dosage = new JsonObject { ["text"] = HandoverLines.Amount(drug.Dose, drug.Route, drug.Rate) ?? "unknown" };
        dosage.With("route", RouteOf(drug.Route));
        if (drug.Dose is { } dose) dosage["dose"] = Fhir.Quantity(dose);
        else dosage["dose"] = Fhir.Absent();
        if (drug.Rate is { } rate) dosage["rateQuantity"] = Fhir.Quantity(rate);
        administration["dosage"] = dosage;
        return administration;
    }

    private static JsonObject Instruction(OrderDraft order)
    {
        var instruction = new JsonObject { ["text"] = HandoverLines.Amount(order.Dose, order.Route, order.Rate) ?? order.Text ?? "unknown" };
        instruction.With("route", RouteOf(order.Route));
        var amounts = new JsonObject();
        if (order.Dose is { } dose) amounts["doseQuantity"] = Fhir.Quantity(dose);
        if (order.Rate is { } rate) amounts["rateQuantity"] = Fhir.Quantity(rate);
        return amounts.Count > 0 ? instruction.With("doseAndRate", Fhir.List(amounts)) : instruction;
    }

    /// <summary>The life of an order, which FHIR's states are too few for.</summary>
    private static JsonArray Notes(HandoverOrder order)
    {
        List<JsonNode> notes = [Note(HandoverLines.State(order.State), order.EndedAt ?? order.ReadBackAt ?? order.DeliveredAt ?? order.OrderedAt, order.EndedBy)];
        if (order.DeliveredAt is { } delivered) notes.Add(Note("delivered", delivered));
        if (order.ReadBackAt is { } readBack) notes.Add(Note("read back", readBack));
        if (order.Reason is { } reason) notes.Add(Note($"reason: {reason}", order.EndedAt, order.EndedBy));
        if (order.OverrideReason is { } why) notes.Add(Note($"safety check overridden: {why}", order.OrderedAt, order.OrderedBy));
        return Fhir.List(notes);
    }

    private static JsonObject Note(string text, DateTimeOffset? at, string? by = null) =>
        new JsonObject().With("authorString", by).With("time", at is { } t ? Fhir.Instant(t) : null).With("text", text);

    private static JsonObject Drug(string? code, string name) =>
        code is null ? Fhir.Concept(name) : Fhir.Concept(name, Fhir.Coding($"{Fhir.Own}drug", code));

    private static JsonObject? RouteOf(string? route) => route is null ? null : Fhir.Concept(route, Fhir.Coding($"{Fhir.Own}route", route));
}
