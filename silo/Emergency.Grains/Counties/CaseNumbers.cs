using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Emergency.Domain;
using Emergency.Grains.Persistence;
using Emergency.Journal;

namespace Emergency.Grains.Counties;

/// <summary>A fact about the numbers that people call cases by. Persisted as JSON under its kind; members are only ever appended.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CaseNumberGiven), "case-number-given")]
internal abstract record CaseNumberEvent(DateTimeOffset At);

/// <summary>A case was given a number of a day. Whether the case was then opened is another matter: the number is used up.</summary>
/// <param name="Day">The local day, as <c>yyyyMMdd</c>.</param>
/// <param name="Serial">Counts up from 1 within the day.</param>
internal sealed record CaseNumberGiven(DateTimeOffset At, CaseId CaseId, string Day, int Serial) : CaseNumberEvent(At);

/// <summary>The numbers that were given.</summary>
internal sealed record CaseNumberBook
{
    public static CaseNumberBook Empty { get; } = new();

    /// <summary>The last serial of each day.</summary>
    public ImmutableDictionary<string, int> Last { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Who was given what on the newest day: a call that comes again gets the same answer.</summary>
    public ImmutableDictionary<CaseId, CaseNumberGiven> Given { get; init; } = ImmutableDictionary<CaseId, CaseNumberGiven>.Empty;

    public CaseNumberBook Apply(CaseNumberEvent happened)
    {
        var e = (CaseNumberGiven)happened;
        var sameDay = Given.IsEmpty || Given.Values.First().Day == e.Day;
        return new CaseNumberBook
        {
            Last = Last.SetItem(e.Day, Math.Max(Last.GetValueOrDefault(e.Day), e.Serial)),
            Given = (sameDay ? Given : Given.Clear()).SetItem(e.CaseId, e),
        };
    }
}

/// <summary>
/// Gives case numbers, each once for ever: a number is durable before it is told, so that neither a crash nor an activation that begins
/// before the numbered case is durable can give it again. One question at a time, also where its grain lets calls interleave.
/// </summary>
internal sealed class CaseNumbers(IJournal journal)
{
    private readonly AggregateStream<CaseNumberBook, CaseNumberEvent> _stream =
        new(journal, StreamNames.CaseNumbers, CaseNumberBook.Empty, (book, e) => book.Apply(e));

    private Task _turn = Task.CompletedTask;

    public Task Load(CancellationToken cancellationToken) => _stream.Load(cancellationToken);

    /// <summary>The number of a case, such as <c>20261122-0007</c>; the same again when it is asked again on that day.</summary>
    /// <param name="lastKnown">The highest serial that a case of that day has, as far as the caller knows.</param>
    /// <exception cref="JournalException">Nothing was given; whoever holds this must forget it and load anew.</exception>
    public Task<string> Next(CaseId caseId, DateOnly day, int lastKnown, DateTimeOffset now)
    {
        var mine = After(_turn);
        _turn = mine;
        return mine;

        async Task<string> After(Task before)
        {
            // What became of the question before is its asker's affair.
            await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            return await Give(caseId, CaseNumber.DayOf(day), lastKnown, now);
        }
    }

    private async Task<string> Give(CaseId caseId, string day, int lastKnown, DateTimeOffset now)
    {
        if (_stream.State.Given.GetValueOrDefault(caseId) is { } known && known.Day == day) return CaseNumber.Of(day, known.Serial);
        var serial = Math.Max(lastKnown, _stream.State.Last.GetValueOrDefault(day)) + 1;
        await _stream.Commit([new CaseNumberGiven(now, caseId, day, serial)]);
        return CaseNumber.Of(day, serial);
    }
}

/// <summary>How a case number is written.</summary>
internal static class CaseNumber
{
    public static string DayOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Of(string day, int serial) => string.Create(CultureInfo.InvariantCulture, $"{day}-{serial:0000}");

    /// <summary>Day and serial of a number that was written like this; null for any other text.</summary>
    public static (string Day, int Serial)? Parse(string number) =>
        number.Split('-') is [var day, var serial] && int.TryParse(serial, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? (day, value)
            : null;
}
