using System.Globalization;

namespace Emergency.Geography;

/// <summary>
/// Folders that a process left beside a package when it was killed while it wrote: <c>.NAME.PID.new</c>, and <c>.NAME.PID.new.old</c> for
/// the package that was about to be replaced.
/// </summary>
internal static class Leftovers
{
    private const string Fresh = ".new";
    private const string Old = ".new.old";

    /// <summary>The folder that this process writes into.</summary>
    public static string FreshFor(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Environment.ProcessId}{Fresh}");

    /// <summary>Where this process puts what it replaces, for a moment.</summary>
    public static string OldFor(string target) => FreshFor(target) + ".old";

    /// <summary>Puts back a package that was not replaced after all, and removes what is half written. What a living process writes is left alone.</summary>
    public static void Clear(string target)
    {
        var prefix = $".{Path.GetFileName(target)}.";
        foreach (var folder in Directory.GetDirectories(Path.GetDirectoryName(target)!, prefix + "*").Order(StringComparer.Ordinal))
        {
            var rest = Path.GetFileName(folder)[prefix.Length..];
            var ending = rest.EndsWith(Old, StringComparison.Ordinal) ? Old : Fresh;
            if (!rest.EndsWith(ending, StringComparison.Ordinal)
                || !int.TryParse(rest[..^ending.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                || IsAlive(process))
            {
                continue;
            }

            if (ending == Old && !Directory.Exists(target))
            {
                Directory.Move(folder, target);
            }
            else
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            // There is no such process.
            return false;
        }
    }
}
