using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emergency.Domain;
using Emergency.Domain.Care;
using Orleans;

namespace Emergency.Contracts.Tests;

/// <summary>What vehicles, pages and other silos of another version know by name stays as it is: names and members are only ever added.</summary>
public sealed class WireNamesTests
{
    private static readonly Type[] Records =
        [.. typeof(CareView).Assembly.GetTypes().Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];

    [Fact]
    public void Acts_AreTheOnesThatVehiclesSay() => string.Join(' ', typeof(CrewAct).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .Select(a => (string)a.TypeDiscriminator!).Order()).ShouldBe(
        "alarm-seen channel-happened channel-opened checklist-ticked crew-said drug-given guidance-seen order-progress patient-described waveform-thinned");

    [Fact]
    public void Streams_AreTheOnesThatNodesListenTo() => string.Join(' ', typeof(LiveStreams).GetFields().Where(f => f.IsLiteral)
        .Select(f => (string)f.GetRawConstantValue()!).Order()).ShouldBe(
        "alarms cases coverage crew-care care ecg hospitals live orders positions relocations roads signals units vitals".Split(' ').Order()
            .Aggregate((a, b) => $"{a} {b}"));

    [Fact]
    public void Records_EachHasANameOfItsOwn()
    {
        Records.ShouldNotBeEmpty();
        Records.Select(t => t.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias).ShouldAllBe(a => a != null && a.StartsWith("Emergency."));
        Records.Select(t => t.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias).ShouldBeUnique();
    }

    [Fact]
    public void Members_AreNumberedInTheirOrderWithoutHoles()
    {
        foreach (var type in Records)
        {
            var ids = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Select(p => p.GetCustomAttribute<IdAttribute>()?.Id).OfType<uint>().ToList();
            ids.ShouldBe(Enumerable.Range(0, ids.Count).Select(i => (uint)i), type.Name);
        }
    }

    [Fact]
    public void BoardAndInbound_MembersThatWereAppended_StayWhereTheyAre()
    {
        IdOf<BoardSnapshot>(nameof(BoardSnapshot.Care)).ShouldBe(4u);
        IdOf<BoardSnapshot>(nameof(BoardSnapshot.Vitals)).ShouldBe(5u);
        IdOf<InboundView>(nameof(InboundView.Channel)).ShouldBe(9u);
        IdOf<InboundView>(nameof(InboundView.NoticeAt)).ShouldBe(10u);
        IdOf<InboundView>(nameof(InboundView.AcknowledgedBy)).ShouldBe(11u);
    }

    [Fact]
    public void Report_AsJson_ComesBackAsItWas()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var report = new CrewReport(
            7, new CaseId("c1"), new AssignmentId("as-1"), new DateTimeOffset(2026, 11, 22, 0, 40, 0, TimeSpan.Zero),
            new OrderProgress("o1", OrderState.NotDone, "拒绝"));

        var json = JsonSerializer.Serialize(report, options);

        json.ShouldContain("\"act\":\"order-progress\"");
        json.ShouldContain("\"state\":\"not-done\"");
        JsonSerializer.Deserialize<CrewReport>(json, options).ShouldBe(report);
    }

    private static uint? IdOf<T>(string member) => typeof(T).GetProperty(member)!.GetCustomAttribute<IdAttribute>()?.Id;
}
