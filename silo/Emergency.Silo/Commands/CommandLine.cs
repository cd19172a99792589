namespace Emergency.Silo.Commands;

/// <summary>What a person typed wrong; the message says what was expected.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The words after a command: some in places, the rest as <c>--name value</c> or <c>--name</c>.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _options = [];
    private readonly List<string> _words = [];

    /// <summary>Takes the words apart.</summary>
    /// <param name="words">What was typed.</param>
    /// <param name="options">The options that take a value, without the dashes.</param>
    /// <param name="flags">The options that take none.</param>
    /// <exception cref="UsageException">An option is unknown, repeated or without its value.</exception>
    public CommandLine(IReadOnlyList<string> words, string[] options, string[] flags)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                _words.Add(words[i]);
                continue;
            }

            var (name, value) = words[i][2..].Split('=', 2) is [var before, var after] ? (before, after) : (words[i][2..], null);
            if (flags.Contains(name) && value is null)
            {
                value = "";
            }
            else if (!options.Contains(name))
            {
                throw new UsageException($"there is no option --{name}");
            }
            else
            {
                value ??= ++i < words.Count ? words[i] : throw new UsageException($"--{name} needs a value");
            }

            if (!_options.TryAdd(name, value))
            {
                throw new UsageException($"--{name} is given twice");
            }
        }
    }

    /// <summary>The option's value, or null.</summary>
    public string? this[string name] => _options.GetValueOrDefault(name);

    /// <summary>Whether the option or flag was given.</summary>
    public bool Has(string name) => _options.ContainsKey(name);

    /// <summary>The option's value.</summary>
    /// <exception cref="UsageException">It was not given.</exception>
    public string Required(string name) => this[name] ?? throw new UsageException($"--{name} is missing");

    /// <summary>The words in places, exactly so many.</summary>
    /// <exception cref="UsageException">There are fewer or more.</exception>
    public IReadOnlyList<string> Words(int count, string meaning) =>
        _words.Count == count ? _words : throw new UsageException(count == 0 ? $"did not expect {_words[0]}" : $"expected {meaning}");
}
