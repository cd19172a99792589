using System.Buffers;
using Emergency.Journal;

namespace Emergency.Silo.Commands;

/// <summary><c>verify-journal --data DIR</c>: walks every stream's hash chain. The journal may be in use meanwhile.</summary>
public static class VerifyJournalCommand
{
    private const int Intact = 0;
    private const int Broken = 1;
    private const int CannotTell = 2;

    private const string Usage = """
        usage: verify-journal --data DIR [--noted POSITION:HASH]
          --data DIR              the folder that holds journal.db
          --noted POSITION:HASH   a head printed by an earlier run; proves that nothing up to it was rewritten
        exit code: 0 intact, 1 broken, 2 wrong usage or no journal
        """;

    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows the command's name.</param>
    /// <param name="output">Takes the result, one line.</param>
    /// <param name="error">Takes what kept the command from a result.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <returns>0 when the journal is intact; 1 when it is not, and the first broken entry is named; 2 on wrong usage or when there is no
    /// journal.</returns>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (!TryParse(args, out var directory, out var noted))
        {
            await error.WriteLineAsync(Usage);
            return CannotTell;
        }

        try
        {
            var found = await Task.Run(() => JournalVerifier.Verify(directory, noted, cancellationToken), cancellationToken);
            await output.WriteLineAsync(Describe(found));
            return found.IsIntact ? Intact : Broken;
        }
        catch (FileNotFoundException missing)
        {
            await error.WriteLineAsync(missing.Message);
            return CannotTell;
        }
        catch (JournalCorruptException damage)
        {
            await output.WriteLineAsync($"chain broken: {damage.Message}");
            return Broken;
        }
    }

    private static string Describe(JournalVerification found) =>
        found.FirstBroken is { } broken
            ? $"{found.Streams} streams, {found.Entries} entries good, chain broken at {broken}"
            : $"{found.Streams} streams, {found.Entries} entries, chain intact, "
                + $"head {found.Head.Position}:{Convert.ToHexStringLower(found.Head.Hash.Span)}";

    private static bool TryParse(string[] args, out string directory, out JournalHead? noted)
    {
        (directory, noted) = (string.Empty, null);
        if (args.Length % 2 != 0) return false;
        for (var i = 0; i < args.Length; i += 2)
        {
            if (args[i] == "--data") directory = args[i + 1];
            else if (args[i] != "--noted" || !TryParseHead(args[i + 1], out noted)) return false;
        }

        return directory.Length > 0;
    }

    private static bool TryParseHead(string text, out JournalHead? head)
    {
        head = null;
        var parts = text.Split(':');
        var hash = new byte[EntryHash.Size];
        if (parts.Length != 2 || !long.TryParse(parts[0], out var position) || position < 1) return false;
        if (parts[1].Length != 2 * EntryHash.Size) return false;
        if (Convert.FromHexString(parts[1], hash, out _, out _) != OperationStatus.Done) return false;
        head = new JournalHead(position, hash);
        return true;
    }
}
