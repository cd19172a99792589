using System.Collections.Immutable;

namespace Emergency.Domain.Recommendations;

/// <summary>What the ranking must know of a hospital.</summary>
/// <param name="Centres">Words for its emergency centres.</param>
/// <param name="Eta">Driving time to it; null when no way there is known.</param>
/// <param name="FreeBeds">Free emergency beds as its desk last said; null when it never did.</param>
/// <param name="BedsAge">How long ago it said so; null when it never did.</param>
/// <param name="Diversion">Why it asks not to be sent patients; null when it does not.</param>
/// <param name="Inbound">How many patients are on their way there.</param>
public sealed record HospitalSnapshot(
    HospitalId HospitalId, IReadOnlyList<string> Centres, TimeSpan? Eta, int? FreeBeds, TimeSpan? BedsAge, string? Diversion, int Inbound = 0);

/// <summary>A hospital that the patient could be taken to.</summary>
/// <param name="Rank">1 is the best.</param>
/// <param name="IsSuitable">It has every centre that the complaint asks for.</param>
public sealed record HospitalCandidate(
    HospitalId HospitalId, int Rank, TimeSpan? Eta, bool IsSuitable, IReadOnlyList<RecommendationReason> Reasons);

/// <summary>Every code of a reason about a hospital. Codes are only ever added.</summary>
public static class HospitalReasonCodes
{
    /// <summary>It has <c>centre</c>, which the complaint asks for.</summary>
    public const string HasCentre = "has-centre";

    /// <summary>It has no <c>centre</c>, which the complaint asks for.</summary>
    public const string LacksCentre = "lacks-centre";

    /// <summary>The shortest way of the open hospitals with what is needed.</summary>
    public const string NearestSuitable = "nearest-suitable";

    /// <summary>The way takes <c>seconds</c> longer than to the nearest hospital, which lacks something or takes nobody.</summary>
    public const string FartherThanNearest = "farther-than-nearest";

    /// <summary>It asks not to be sent patients, for <c>reason</c>.</summary>
    public const string OnDiversion = "on-diversion";

    /// <summary>It has <c>free</c> emergency beds, and <c>inbound</c> patients are on their way there.</summary>
    public const string BedsFree = "beds-free";

    /// <summary>All its emergency beds are taken, those for patients on their way counted.</summary>
    public const string BedsFull = "beds-full";

    /// <summary>Its beds were stated <c>ageSeconds</c> ago.</summary>
    public const string BedsStale = "beds-stale";

    /// <summary>It never said how many beds are free.</summary>
    public const string BedsUnknown = "beds-unknown";

    /// <summary>No way there is known.</summary>
    public const string NoWay = "no-way";

    /// <summary>Every code there is.</summary>
    public static IReadOnlyList<string> All { get; } =
        [HasCentre, LacksCentre, NearestSuitable, FartherThanNearest, OnDiversion, BedsFree, BedsFull, BedsStale, BedsUnknown, NoWay];
}

/// <summary>
/// Where to take the patient. Hospitals with every needed centre that take patients come first, then such that are full, then others that
/// take patients, then whoever asks not to be sent any; those with no known way come last of all. Within each the shorter way goes first, so
/// that the nearest open centre goes before the nearest emergency department. Ties go by name. Advice: the dispatcher decides.
/// </summary>
public static class HospitalAdvice
{
    /// <summary>The hospitals, best first.</summary>
    /// <param name="needed">Words for the centres that the complaint asks for; empty when any hospital will do.</param>
    /// <param name="hospitals">Every hospital; ids must not repeat.</param>
    /// <param name="options">The county's policy; null for the defaults.</param>
    public static IReadOnlyList<HospitalCandidate> Rank(
        IReadOnlyList<string> needed, IEnumerable<HospitalSnapshot> hospitals, RecommendationOptions? options = null)
    {
        var settings = options ?? RecommendationOptions.Default;
        var entries = hospitals.Select(h => new Place(h, needed, settings)).ToList();
        entries.Sort();
        var nearest = entries.Min(e => e.Hospital.Eta);
        var best = entries.Where(e => e.Group is 0).Min(e => e.Hospital.Eta);
        return [.. entries.Select((e, i) => new HospitalCandidate(
            e.Hospital.HospitalId, i + 1, e.Hospital.Eta, e.Lacking.Count == 0, e.Reasons(needed, nearest, best)))];
    }

    private sealed class Place(HospitalSnapshot hospital, IReadOnlyList<string> needed, RecommendationOptions options) : IComparable<Place>
    {
        private readonly bool _isStale = hospital.BedsAge > options.BedsStale;

        public HospitalSnapshot Hospital { get; } = hospital;

        public IReadOnlyList<string> Lacking { get; } =
            [.. needed.Where(word => !CrewRules.Has(hospital.Centres, word)).Order(StringComparer.Ordinal)];

        public int Group => (Hospital.Eta is null, Hospital.Diversion is not null, Lacking.Count > 0, IsFull) switch
        {
            (true, _, _, _) => 6,
            (_, false, false, false) => 0,
            (_, false, false, true) => 1,
            (_, false, true, false) => 2,
            (_, false, true, true) => 3,
            (_, true, false, _) => 4,
            _ => 5,
        };

        private bool IsFull => Hospital.FreeBeds is { } free && free <= Hospital.Inbound && !_isStale;

        public int CompareTo(Place? other)
        {
            if (other is null) return 1;
            if (Group != other.Group) return Group.CompareTo(other.Group);
            var byTime = (Hospital.Eta ?? TimeSpan.MaxValue).CompareTo(other.Hospital.Eta ?? TimeSpan.MaxValue);
            return byTime != 0 ? byTime : string.CompareOrdinal(Hospital.HospitalId.Value, other.Hospital.HospitalId.Value);
        }

        public List<RecommendationReason> Reasons(IReadOnlyList<string> needed, TimeSpan? nearest, TimeSpan? best)
        {
            var reasons = new List<RecommendationReason>();
            if (Hospital.Eta is null) reasons.Add(RecommendationReason.Of(HospitalReasonCodes.NoWay));
            if (Group is 0 && Hospital.Eta == best) reasons.Add(RecommendationReason.Of(HospitalReasonCodes.NearestSuitable));
            foreach (var word in needed)
            {
                var has = !Lacking.Contains(word);
                reasons.Add(RecommendationReason.Of(has ? HospitalReasonCodes.HasCentre : HospitalReasonCodes.LacksCentre, "centre", word));
            }

            if (Group is 0 && Hospital.Eta is { } mine && mine == best && nearest is { } least && mine > least)
                reasons.Add(RecommendationReason.Of(HospitalReasonCodes.FartherThanNearest, "seconds", mine - least));
            if (Hospital.Diversion is { } why) reasons.Add(RecommendationReason.Of(HospitalReasonCodes.OnDiversion, "reason", why));
            reasons.Add(Beds());
            return reasons;
        }

        private RecommendationReason Beds()
        {
            if (Hospital.FreeBeds is not { } free) return RecommendationReason.Of(HospitalReasonCodes.BedsUnknown);
            if (IsFull) return RecommendationReason.Of(HospitalReasonCodes.BedsFull, "inbound", Number(Hospital.Inbound));
            var arguments = ImmutableDictionary<string, string>.Empty.Add("free", Number(free)).Add("inbound", Number(Hospital.Inbound));
            return _isStale && Hospital.BedsAge is { } age
                ? new RecommendationReason(HospitalReasonCodes.BedsStale, arguments.Add("ageSeconds", RecommendationReason.Seconds(age)))
                : new RecommendationReason(HospitalReasonCodes.BedsFree, arguments);
        }

        private static string Number(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
