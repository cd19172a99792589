using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Emergency.Domain.Handover;

/// <summary>The first entry of the document: the report's sections as text that people can read, with references to what stands behind them.</summary>
internal static class FhirComposition
{
    private const string PatientCareReport = "67796-3";

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["identity"] = "身份 / Identity",
        ["age"] = "年龄与病史 / Age and history",
        ["time"] = "时间 / Times",
        ["mechanism"] = "机制 / Mechanism",
        ["injuries"] = "伤情与发现 / Injuries and findings",
        ["signs"] = "体征 / Signs",
        ["treatment"] = "处置 / Treatment",
        ["guidance"] = "远程指导 / Guidance",
        ["channels"] = "绿色通道 / Green channels",
        ["destination"] = "目的地 / Destination",
    };

    public static JsonObject Of(
        FhirEntries book, IReadOnlyList<string> vitals, IReadOnlyList<string> scores, IReadOnlyList<string> ecgs, IReadOnlyList<string> treatment)
    {
        var input = book.Input;
        var behind = new Dictionary<string, IReadOnlyList<string>>
        {
            ["signs"] = [.. vitals, .. scores],
            ["injuries"] = ecgs,
            ["treatment"] = treatment,
        };
        return new JsonObject
        {
            ["resourceType"] = "Composition",
            ["id"] = Fhir.Id(input.CaseNumber, "composition"),
            ["status"] = "final",
            ["type"] = Fhir.Concept(null, Fhir.Coding(Fhir.Loinc, PatientCareReport, "EMS patient care report")),
            ["subject"] = book.Reference("patient"),
            ["encounter"] = book.Reference("encounter"),
            ["date"] = Fhir.Instant(input.MadeAt),
            ["author"] = Fhir.List(book.Reference("centre")),
            ["title"] = $"院前急救交接报告 / Prehospital handover report {input.CaseNumber}",
            ["section"] = Fhir.List(HandoverReport.Of(input).Sections.Select(s => Section(s, behind.GetValueOrDefault(s.Code) ?? []))),
        };
    }

    private static JsonObject Section(HandoverSection section, IReadOnlyList<string> behind)
    {
        var node = new JsonObject
        {
            ["title"] = Titles[section.Code],
            ["code"] = Fhir.Concept(null, Fhir.Coding($"{Fhir.Own}handover-section", section.Code)),
        };
        node["text"] = new JsonObject { ["status"] = "generated", ["div"] = Narrative(section) };
        return node.WithList("entry", behind.Select(FhirEntries.To));
    }

    private static string Narrative(HandoverSection section)
    {
        if (section.Lines.IsEmpty) return "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>无记录 / nothing recorded</p></div>";
        var html = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\"><table>");
        foreach (var line in section.Lines)
        {
            string?[] cells =
            [
                line.Code, line.Value is { } value ? $"{value} {line.Unit}".TrimEnd() : "unknown", line.At is { } at ? Fhir.Instant(at) : null, line.By, line.Detail,
            ];
            html.Append("<tr>");
            foreach (var cell in cells) html.Append("<td>").Append(WebUtility.HtmlEncode(cell)).Append("</td>");
            html.Append("</tr>");
        }
        return html.Append("</table></div>").ToString();
    }
}
