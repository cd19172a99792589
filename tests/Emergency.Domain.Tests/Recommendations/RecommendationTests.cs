using Emergency.Domain.Recommendations;

namespace Emergency.Domain.Tests.Recommendations;

public sealed class RecommendationTests
{
    [Fact]
    public void Rank_Urgent_FreeByTravelTimeThenDivertThenLacking() =>
        Order(Case(Priority.I, "als"),
            "A1 station als 12m",
            "A2 mobile als 8m",
            "A3 mission als 2m on IV EnRoute",
            "A4 station bls 1m",
            "A5 mission bls 1m on III Offered",
            "A6 station als unreachable").ShouldBe("A2 A1 A6 A3 A4 A5");

    [Theory]
    [InlineData("A1 off als 1m")]
    [InlineData("A1 paused als 1m")]
    [InlineData("A1 repair als 1m")]
    [InlineData("A1 mission als 1m on I EnRoute")]
    [InlineData("A1 mission als 1m on II EnRoute")]
    [InlineData("A1 mission als 1m on IV OnScene")]
    [InlineData("A1 mission als 1m on IV AtHospital")]
    public void Rank_NotAvailable_IsNoCandidate(string unit) => Order(Case(Priority.II), unit).ShouldBe("");

    [Fact]
    public void Rank_LessUrgent_TakesNobodyFromAnotherCase() => Order(Case(Priority.III), "A1 mission als 1m on IV Offered").ShouldBe("");

    [Fact]
    public void Rank_LessUrgent_SparesCoverageAmongThoseInTime()
    {
        Order(Case(Priority.IV), "A1 station bls 3m cost 9000", "A2 station bls 14m cost 10", "A3 station bls 16m cost 0").ShouldBe("A2 A1 A3");
        Order(Case(Priority.II), "A1 station bls 3m cost 9000", "A2 station bls 14m cost 10", "A3 station bls 16m cost 0").ShouldBe("A1 A2 A3");
        Order(Case(Priority.IV), "A1 station bls 3m cost 499", "A2 station bls 14m cost 10").ShouldBe("A1 A2");
    }

    [Fact]
    public void Rank_UselessPosition_RanksBehindKnownOnes() =>
        Order(Case(Priority.I), "A1 mobile als 1m fix 3000s", "A2 mobile als 9m fix 5s", "A3 mobile als 1m nofix", "A4 station als 11m nofix")
            .ShouldBe("A2 A4 A1 A3");

    [Fact]
    public void Rank_Tie_GoesByLinkThenName() =>
        Order(Case(Priority.I), "A3 station als 5m link offline", "A2 station als 5m", "A1 station als 5m").ShouldBe("A1 A2 A3");

    [Fact]
    public void Rank_EveryReason_IsSaidWithItsFigures()
    {
        var candidates = Rank(Case(Priority.I, "als"),
            "A1 station als 10m nofix link voice-only",
            "A2 mobile als 20m fix 200s link stale cost 120.4",
            "A3 mission als 2m on III EnRoute link offline",
            "A4 station bls 4m");
        Reasons(candidates, "A1").ShouldBe("nearest; meets-standard marginSeconds=300; at-station; position-assumed; voice-only");
        Reasons(candidates, "A2").ShouldBe("late-by seconds=300; position-stale ageSeconds=200; link-stale; coverage-cost people=120");
        Reasons(candidates, "A3").ShouldBe(
            "on-mission-lower-priority milestone=EnRoute priority=III; meets-standard marginSeconds=780; sooner-than-free seconds=480; link-offline");
        Reasons(candidates, "A4").ShouldBe("meets-standard marginSeconds=660; lacks-capability capability=als; at-station");
        candidates.Single(c => c.AmbulanceId.Value == "A4").NeedsOverride.ShouldBeTrue();
        candidates.Single(c => c.AmbulanceId.Value == "A3").RequiresDivert.ShouldBeTrue();
        candidates.Select(c => c.Rank).ShouldBe([1, 2, 3, 4]);
        candidates.SelectMany(c => c.Reasons).Select(r => r.Code).Distinct().ShouldBeSubsetOf(ReasonCodes.All);
    }

    [Fact]
    public void Rank_TimeAlreadyLost_CountsAgainstTheStandard()
    {
        var request = Case(Priority.I) with { Elapsed = TimeSpan.FromMinutes(6) };
        Rank(request, "A1 station als 10m").Single().MeetsStandard.ShouldBe(false);
        Rank(request, "A1 station als 9m").Single().MeetsStandard.ShouldBe(true);
        Rank(request, "A1 station als unreachable").Single().MeetsStandard.ShouldBeNull();
    }

    [Theory]
    [InlineData("老人突发胸痛", Priority.II, "als")]
    [InlineData("Chest pain since 8:40", Priority.III, "als")]
    [InlineData("早产儿呼吸困难", Priority.II, "als newborn")]
    [InlineData("ankle sprain", Priority.IV, "")]
    [InlineData("ankle sprain", Priority.I, "als")]
    public void RequiredFor_Complaint_FindsItsWords(string complaint, Priority priority, string expected) =>
        string.Join(' ', ComplaintRules.Default.RequiredFor(complaint, priority)).ShouldBe(expected);

    [Fact]
    public void Advise_UnitsThatCannotGo_AreListedWithWhy()
    {
        var advice = Recommendation.Advise(Case(Priority.II, "als"), new[]
        {
            "A1 off als 1m", "A2 paused als 1m", "A3 repair als 1m", "A4 mission als 1m on II EnRoute", "A5 mission als 1m on IV OnScene",
            "A6 mission als 1m", "A7 station als 1m crew 1d", "A8 mobile als 2m",
        }.Select(Parse));
        string.Join("; ", advice.Unavailable.Select(u => $"{u.AmbulanceId} {u.Reasons.Single()}")).ShouldBe(
            "A1 off-duty; A2 paused reason=; A3 out-of-service reason=; A4 mission-as-urgent priority=II; A5 mission-too-far milestone=OnScene; " +
            "A6 mission-unknown; A7 crew-incomplete missing=1 role=doctor");
        advice.Candidates.Single().AmbulanceId.Value.ShouldBe("A8");
        Recommendation.Advise(Case(Priority.III), [Parse("A1 mission als 1m on IV Offered")]).Unavailable.Single().Reasons.Single().ToString()
            .ShouldBe("mission-kept priority=IV");
    }

    [Fact]
    public void Rank_CrewTooSmallForItsLevel_CountsAsLackingIt()
    {
        var candidates = Rank(Case(Priority.I, "als"), "A1 station als+bls 2m crew 1d1n", "A2 station als+bls 9m crew 1d1n1p");
        candidates.Select(c => c.AmbulanceId.Value).ShouldBe(["A2", "A1"]);
        Reasons(candidates, "A1").ShouldContain("lacks-capability capability=als; crew-short capability=als missing=1 role=doctor");
        candidates[1].NeedsOverride.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Priority.II, "A1 A2")]
    [InlineData(Priority.III, "A2 A1")]
    public void Rank_TiredCrew_GivesWayOnlyInLessUrgentCases(Priority priority, string expected) =>
        Order(Case(priority), "A1 station bls 3m worked 400", "A2 station bls 9m").ShouldBe(expected);

    [Fact]
    public void Rank_Rest_IsSaid() =>
        Reasons(Rank(Case(Priority.I), "A1 mobile bls 3m worked 400 mission-ended 2 shift-left 5"), "A1").ShouldEndWith(
            "rest-short seconds=120; break-due seconds=24000; shift-ends seconds=300");

    [Fact]
    public void Advise_Divert_SaysWhatTheFirstCaseLoses()
    {
        DivertLoss? Loss(AmbulanceId id) => id.Value switch
        {
            "A1" => new(new("A9"), TimeSpan.FromSeconds(90), true),
            "A2" => new(new("A9"), TimeSpan.FromSeconds(900), false),
            "A3" => new(null, null, null),
            _ => null,
        };
        var candidates = Recommendation.Advise(
            Case(Priority.I), Enumerable.Range(1, 4).Select(i => Parse($"A{i} mission als {i}m on III EnRoute")), null, Loss).Candidates;
        candidates.Select(c => c.Reasons[1].ToString()).ShouldBe(
            ["first-case-waits seconds=90 unit=A9", "first-case-late seconds=900 unit=A9", "first-case-alone", "first-case-unknown"]);
    }

    [Fact]
    public void Rank_CarThatCarriesNobody_GoesLastAndNeedsAReason()
    {
        var candidates = Rank(Case(Priority.I), "D1 station doctor-car 1m", "A2 station bls+stretcher 9m");
        candidates.Select(c => c.AmbulanceId.Value).ShouldBe(["A2", "D1"]);
        candidates[1].NeedsOverride.ShouldBeTrue();
        Reasons(candidates, "D1").ShouldContain("no-transport");
    }

    [Theory]
    [InlineData("心跳骤停", 1, "", "second-unit support-complaint: A2 A3")]
    [InlineData("心跳骤停", 1, "als", "second-unit support-complaint: A1 A2 A3")]
    [InlineData("心跳骤停", 1, "als|bls", "")]
    [InlineData("车祸", 6, "", "second-unit support-patients patients=6: A2 A3; supervisor support-patients patients=6: S1")]
    [InlineData("ankle", 1, "", "")]
    public void Advise_ProtocolAsksForMore_NamesWhoCouldBe(string complaint, int patients, string onCase, string expected)
    {
        var request = Case(Priority.II) with
        {
            Complaint = complaint,
            Patients = patients,
            OnCase = [.. onCase.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(c => new[] { c })],
        };
        Support(request, "A1 station als 1m", "A2 station als 2m", "A3 station als 3m", "S1 station supervisor 1m").ShouldBe(expected);
    }

    [Fact]
    public void Advise_PriorityOneWithoutAdvancedLifeSupport_AsksForTheDoctorCar()
    {
        Support(Case(Priority.I, "als"), "A1 station bls 1m", "D1 station doctor-car 5m").ShouldBe("doctor-car support-lacking capability=als: D1");
        Support(Case(Priority.I, "als"), "A1 station als 1m", "D1 station doctor-car 5m").ShouldBe("");
        Support(Case(Priority.I, "als"), "A1 station bls 1m").ShouldBe("doctor-car support-lacking capability=als:");
    }

    private static string Support(RecommendationRequest request, params string[] units) => string.Join(
        "; ",
        Recommendation.Advise(request, units.Select(Parse)).Additional
            .Select(a => $"{a.Kind} {a.Why}: {string.Join(' ', a.Candidates.Select(c => c.AmbulanceId))}".TrimEnd()));

    private static RecommendationRequest Case(Priority priority, params string[] required) => new(priority, TimeSpan.FromMinutes(15), required);

    private static IReadOnlyList<Candidate> Rank(RecommendationRequest request, params string[] units) =>
        Recommendation.Rank(request, units.Select(Parse));

    private static string Order(RecommendationRequest request, params string[] units) =>
        string.Join(' ', Rank(request, units).Select(c => c.AmbulanceId));

    private static string Reasons(IEnumerable<Candidate> candidates, string unit) =>
        string.Join("; ", candidates.Single(c => c.AmbulanceId.Value == unit).Reasons
            .Where(r => r.Code != ReasonCodes.CrewUnknown)
            .Select(r => r.ToString()));

    /// <summary>Such as <c>A3 mission als+bls 2m on IV EnRoute fix 5s cost 120 link stale crew 1d1n worked 300</c>.</summary>
    private static UnitSnapshot Parse(string text)
    {
        var words = text.Split(' ');
        string? After(string word) => Array.IndexOf(words, word) is >= 0 and var i ? words[i + 1] : null;
        var duty = words[1] switch
        {
            "station" => UnitDuty.AvailableAtStation,
            "mobile" => UnitDuty.AvailableMobile,
            "mission" => UnitDuty.OnMission,
            "paused" => UnitDuty.Paused,
            "repair" => UnitDuty.OutOfService,
            _ => UnitDuty.OffDuty,
        };
        var link = After("link") switch
        {
            "voice-only" => UnitLink.VoiceOnly,
            "stale" => UnitLink.Stale,
            "offline" => UnitLink.Offline,
            _ => UnitLink.Online,
        };
        return new(
            new(words[0]), duty, words[2].Split('+'),
            words[3] == "unreachable" ? null : TimeSpan.FromMinutes(int.Parse(words[3].TrimEnd('m'))),
            words.Contains("nofix") ? null : TimeSpan.FromSeconds(int.Parse((After("fix") ?? "1s").TrimEnd('s'))),
            link,
            After("on") is { } priority ? Enum.Parse<Priority>(priority) : null,
            After("on") is not null ? Enum.Parse<Milestone>(words[Array.IndexOf(words, "on") + 2]) : null,
            After("cost") is { } cost ? double.Parse(cost) : null)
        {
            Crew = After("crew") is { } crew ? new(Count(crew, 'p'), Count(crew, 'n'), Count(crew, 'd')) : null,
            Rest = new CrewRest(Minutes("worked"), Minutes("mission-ended"), Minutes("shift-left")),
        };

        TimeSpan? Minutes(string word) => After(word) is { } figure ? TimeSpan.FromMinutes(int.Parse(figure)) : null;

        static int Count(string crew, char role) => crew.IndexOf(role) is > 0 and var i ? crew[i - 1] - '0' : 0;
    }
}
