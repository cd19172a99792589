using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Emergency.Web.Access;

namespace Emergency.Web.Http;

/// <summary>Makes ids for new cases and assignments; ids sort roughly by time.</summary>
internal interface IIdSource
{
    string Next();
}

/// <summary>Version 7 UUIDs of the domain's clock.</summary>
internal sealed class TimeOrderedIds(TimeProvider clock) : IIdSource
{
    public string Next() => Guid.CreateVersion7(clock.GetUtcNow()).ToString("n");
}

/// <summary>
/// The <c>Idempotency-Key</c> of a request, with whose it is and what it was for. Ids of new things follow from it alone, so a
/// request that is repeated after the server forgot everything still names the same thing.
/// </summary>
internal sealed class CommandKey : IBound, IBindableFromHttpContext<CommandKey>
{
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 128;

    /// <summary>Bytes of the hash that go into an id; 16 make collisions as unlikely as those of a UUID.</summary>
    private const int IdBytes = 16;

    private readonly string _user;
    private readonly string _path;

    private CommandKey(string? key, string user, string path, Problem? problem)
    {
        Key = key;
        _user = user;
        _path = path;
        Problem = problem;
    }

    public string? Key { get; }

    public Problem? Problem { get; }

    /// <summary>What the repetitions of this request have in common; null without a key.</summary>
    public string? Scope => Key is null ? null : $"{_user}\n{_path}\n{Key}";

    public static ValueTask<CommandKey?> BindAsync(HttpContext context, ParameterInfo? parameter) =>
        ValueTask.FromResult<CommandKey?>(Of(context));

    public static CommandKey Of(HttpContext context)
    {
        var header = context.Request.Headers[Header];
        var user = context.User.UserName();
        var path = context.Request.Path.Value ?? "";
        if (header.Count == 0)
            return new CommandKey(null, user, path, null);
        return header.Count == 1 && IsValid(header[0])
            ? new CommandKey(header[0], user, path, null)
            : new CommandKey(null, user, path, Malformed());
    }

    /// <summary>The id of what the request makes.</summary>
    /// <param name="prefix">Says what kind of thing it is.</param>
    /// <param name="ids">Used when the request has no key.</param>
    public string Id(string prefix, IIdSource ids) =>
        Scope is { } scope ? $"{prefix}-{Digest(scope)}" : $"{prefix}-{ids.Next()}";

    /// <summary>The key under which a grain remembers the report; null without a key.</summary>
    public string? DedupeKey => Key switch
    {
        null => null,
        _ when _user.Length + 1 + Key.Length <= MaxLength => $"{_user}:{Key}",
        _ => $"{_user}:{Digest(Key)}",
    };

    private static Problem Malformed() =>
        new Checks().Fail(Header, $"must be 1 to {MaxLength} visible ASCII characters, once").ToProblem();

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, IdBytes));

    private static bool IsValid([NotNullWhen(true)] string? key) =>
        key is { Length: > 0 and <= MaxLength } && key.All(c => c is > ' ' and <= '~');
}
