using System.Text;
using Emergency.Journal;
using Emergency.Silo.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emergency.Silo.Tests;

public sealed class VerifyJournalCommandTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("emergency-verify-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public async ValueTask InitializeAsync()
    {
        await using var journal = SqliteJournal.Open(
            new JournalOptions { DataDirectory = _data, Commit = { CheckpointBytes = 256 << 10 } },
            TimeProvider.System,
            NullLogger<SqliteJournal>.Instance);
        for (var version = 0; version < 3; version++)
            await journal.Append(new StreamName("case/1"), version, [new JournalEvent("Noted", "{}"u8.ToArray())]);
        await journal.Append(new StreamName("case/2"), 0, [new JournalEvent("Noted", "\"before\""u8.ToArray())]);
    }

    public async ValueTask DisposeAsync()
    {
        await _output.DisposeAsync();
        await _error.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Run_Intact_PrintsCountsAndHead()
    {
        (await Run("--data", _data)).ShouldBe(0);

        _output.ToString().ShouldStartWith("2 streams, 4 entries, chain intact, head 4:");
    }

    [Fact]
    public async Task Run_NotedHead_IsCompared()
    {
        await Run("--data", _data);
        var head = _output.ToString().Trim().Split(' ')[^1];

        (await Run("--data", _data, "--noted", head)).ShouldBe(0);
        (await Run("--data", _data, "--noted", $"4:{new string('0', 64)}")).ShouldBe(1);
    }

    [Fact]
    public async Task Run_PayloadChanged_NamesTheEntry()
    {
        await Change("\"before\"", "\"beyond\"");

        (await Run("--data", _data)).ShouldBe(1);

        _output.ToString().ShouldBe(
            "2 streams, 3 entries good, chain broken at stream case/2, version 1, position 4: "
            + $"its content does not match its hash: it was changed{Environment.NewLine}");
    }

    [Theory]
    [InlineData]
    [InlineData("--data")]
    [InlineData("--where", "x")]
    [InlineData("--data", "x", "--noted", "4")]
    public async Task Run_WrongUsage_ExplainsItself(params string[] args)
    {
        (await Run(args)).ShouldBe(2);

        _error.ToString().ShouldStartWith("usage: verify-journal --data DIR");
    }

    [Fact]
    public async Task Run_NoJournal_SaysSo()
    {
        (await Run("--data", Path.Combine(_data, "none"))).ShouldBe(2);

        _error.ToString().ShouldContain("no journal");
    }

    [Fact]
    public async Task Run_FileThatIsNoJournal_IsBroken()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_data, JournalOptions.FileName), new string('x', 5000), TestContext.Current.CancellationToken);

        (await Run("--data", _data)).ShouldBe(1);
    }

    private Task<int> Run(params string[] args) => VerifyJournalCommand.Run(args, _output, _error, TestContext.Current.CancellationToken);

    /// <summary>Changes bytes in the file itself, as a hand with an editor would.</summary>
    private async Task Change(string from, string to)
    {
        var path = Path.Combine(_data, JournalOptions.FileName);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(from));
        at.ShouldBeGreaterThan(0);
        Encoding.UTF8.GetBytes(to).CopyTo(bytes, at);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
    }
}
