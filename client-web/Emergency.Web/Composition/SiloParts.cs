using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Domain.Orders.Safety;
using Emergency.Geography;
using Emergency.Silo;

namespace Emergency.Web;

/// <summary>What a silo in this process gives to the web.</summary>
public static class SiloParts
{
    /// <summary>Connects the web to the county and the health of the silo in this process.</summary>
    public static IHostApplicationBuilder AddSiloParts(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton<ICountyMap, SiloCountyMap>()
            .AddSingleton<IOrderRules, SiloOrderRules>()
            .AddSingleton<IReadinessCheck, JournalCheck>()
            .AddSingleton<IReadinessCheck, AttachmentsCheck>()
            .AddSingleton<IReadinessCheck, RecoveryCheck>();
        return builder;
    }

    private sealed class JournalCheck(SiloHealth health) : IReadinessCheck
    {
        public string Degraded => "journal-failed";

        public ValueTask<bool> IsReady(CancellationToken cancellation) => ValueTask.FromResult(health.IsJournalWritable);
    }

    private sealed class AttachmentsCheck(AttachmentKeeper attachments) : IReadinessCheck
    {
        public string Degraded => "attachments-failed";

        public ValueTask<bool> IsReady(CancellationToken cancellation) => ValueTask.FromResult(attachments.IsWritable);
    }

    private sealed class RecoveryCheck(SiloHealth health) : IReadinessCheck
    {
        public string Degraded => "recovering";

        public ValueTask<bool> IsReady(CancellationToken cancellation) => ValueTask.FromResult(health.IsRecovered);
    }

    /// <summary>The rule set of the silo, as a screen needs it.</summary>
    private sealed class SiloOrderRules(OrderRuleSet rules) : IOrderRules
    {
        /// <summary>What crews can be asked to do; catalogues put these into words, and a text says whatever is not among them.</summary>
        private static readonly ImmutableArray<string> Procedures =
        [
            "defibrillation", "cardioversion", "pacing", "cpr", "oxygen", "airway", "suction", "ventilation", "intubation",
            "needle-decompression", "iv-access", "io-access", "twelve-lead-ecg", "glucose-test", "tourniquet", "wound-dressing", "splint",
            "immobilisation", "delivery",
        ];

        private readonly OrderRulesView _view = ViewOf(rules);

        public OrderRulesView List() => _view;

        private static OrderRulesView ViewOf(OrderRuleSet rules) => new(
            $"{rules.Id} {rules.Edition}", rules.Notice?.En ?? "", rules.Notice?.Zh ?? "",
            [.. rules.Drugs.Where(drug => drug.IsOrderable).Select(drug => new RuleDrugView(
                drug.Code, drug.Names.En, drug.Names.Zh, [.. drug.Units.Select(unit => unit.Symbol)], drug.Routes))],
            Procedures);
    }

    /// <summary>The county package of the silo, as a map.</summary>
    private sealed class SiloCountyMap(County county) : ICountyMap
    {
        public ReadOnlyMemory<byte>? Layer(string name)
        {
            Action<Stream>? write = name switch
            {
                "roads" => stream => CountyMap.WriteRoads(county, stream),
                "boundary" => stream => CountyMap.WriteBoundary(county, stream),
                "urban" => stream => CountyMap.WriteUrban(county, stream),
                "places" => stream => CountyMap.WritePlaces(county, stream),
                "water" => stream => stream.Write("""{"type":"FeatureCollection","features":[]}"""u8), // Packages have none yet.
                _ => null,
            };
            if (write is null)
                return null;
            using var stream = new MemoryStream();
            write(stream);
            return stream.ToArray();
        }

        public ValueTask<RoadRoute?> FindRoute(GeoPoint from, GeoPoint to, CancellationToken cancellation)
        {
            var route = county.Snapper.Snap(from).Place is { } origin && county.Snapper.Snap(to).Place is { } destination
                ? county.TravelTimes.RouteBetween(origin, destination, TravelProfile.Siren)
                : null;
            return ValueTask.FromResult(route is null ? null : new RoadRoute(route.Duration, route.Length, [.. route.Line]));
        }

        public GeoPoint FromGcj02(GeoPoint point) => Gcj02.ToWgs84(point);
    }
}
