using Emergency.Domain.Positions;

namespace Emergency.Domain.Tests.Positions;

public sealed class PositionTrackTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private PositionTrack _track = PositionTrack.Empty;

    [Fact]
    public void Offer_LateFixes_NeverOverwriteTheNewest()
    {
        Offer(10, 0).ShouldBe(FixVerdict.Newest);
        Offer(5, 100).ShouldBe(FixVerdict.Late);
        Offer(10, 0).ShouldBe(FixVerdict.Duplicate);
        Offer(10, 50).ShouldBe(FixVerdict.Late);
        Offer(12, 60).ShouldBe(FixVerdict.Newest);
        _track.Latest!.At.ShouldBe(Start.AddSeconds(12));
    }

    [Fact]
    public void Offer_AnyOrder_EndsAtTheSamePlace()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var order = Enumerable.Range(0, 30).ToArray();
            new Random(seed).Shuffle(order);
            _track = PositionTrack.Empty;
            foreach (var second in order)
                Offer(second, second * 10);
            _track.Latest.ShouldBe(Fix(29, 290), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(30, false, FixVerdict.Newest)]
    [InlineData(31, true, FixVerdict.Newest)]
    [InlineData(600, true, FixVerdict.Newest)]
    [InlineData(601, true, FixVerdict.Rejected)]
    public void Offer_FromTheFuture_IsTakenAsNowOrDropped(int secondsAhead, bool isClockAhead, FixVerdict verdict)
    {
        var answer = PositionTrack.Empty.Offer(Fix(secondsAhead, 0), Start);
        answer.Verdict.ShouldBe(verdict);
        answer.IsClockAhead.ShouldBe(isClockAhead);
        if (verdict is FixVerdict.Newest)
            answer.Track.Latest!.At.ShouldBe(Start);
    }

    [Fact]
    public void Offer_FromTheFuture_DoesNotFreezeTheNewest()
    {
        _track = PositionTrack.Empty.Offer(Fix(500, 0), Start).Track;
        _track = _track.Offer(Fix(501, 10), Start).Track;
        _track.Latest!.Position.ShouldBe(Fix(0, 10).Position);
        _track.Offer(Fix(5, 40), Start.AddSeconds(5)).Verdict.ShouldBe(FixVerdict.Newest);
    }

    [Fact]
    public void Offer_ImpossibleJump_WaitsUntilTheNextAgrees()
    {
        Offer(0, 0).ShouldBe(FixVerdict.Newest);
        Offer(5, 20_000).ShouldBe(FixVerdict.Suspect);
        Offer(5, 20_000).ShouldBe(FixVerdict.Duplicate);
        _track.Latest!.At.ShouldBe(Start);
        Offer(10, 60).ShouldBe(FixVerdict.Newest);
        _track.Suspect.ShouldBeNull();
        Offer(15, 20_000).ShouldBe(FixVerdict.Suspect);
        Offer(20, 20_050).ShouldBe(FixVerdict.Newest);
        Offer(21, 20_300).ShouldBe(FixVerdict.Newest);
    }

    [Fact]
    public void AgeAt_IsTheAgeOfTheFix()
    {
        _track.AgeAt(Start).ShouldBeNull();
        Offer(0, 0);
        _track.AgeAt(Start.AddDays(3)).ShouldBe(TimeSpan.FromDays(3));
        _track.AgeAt(Start.AddSeconds(-5)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Offer_Nonsense_IsRejected()
    {
        PositionTrack.Empty.Offer(new(default, Start), Start).Rejection!.Code.ShouldBe(RejectionCodes.ImplausibleValue);
        PositionTrack.Empty.Offer(new(new(181, 0), Start), Start).Verdict.ShouldBe(FixVerdict.Rejected);
        PositionTrack.Empty.Offer(Fix(0, 0) with { SpeedKmh = -1 }, Start).Verdict.ShouldBe(FixVerdict.Rejected);
        PositionTrack.Empty.Offer(Fix(0, 0) with { HeadingDegrees = 361 }, Start).Verdict.ShouldBe(FixVerdict.Rejected);
    }

    private FixVerdict Offer(int second, double metresNorth)
    {
        var answer = _track.Offer(Fix(second, metresNorth), Start.AddMinutes(1));
        _track = answer.Track;
        return answer.Verdict;
    }

    private static Fix Fix(int second, double metresNorth) => new(new(113.44, 29.48 + metresNorth / 111_195), Start.AddSeconds(second), 40);
}
