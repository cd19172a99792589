using Microsoft.Extensions.Options;

namespace Emergency.Web.Http;

/// <summary>Which body came with which key, and what was answered, on this node; bounded, the oldest goes first.</summary>
internal sealed class RememberedAnswers(IOptions<WebOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<string> _age = new();

    /// <summary>The entry of a key, made with this body if it is new.</summary>
    public Entry Claim(string scope, byte[] bodyHash)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(scope, out var earlier))
                return earlier;
            var entry = new Entry(bodyHash);
            _entries.Add(scope, entry);
            _age.Enqueue(scope);
            if (_age.Count > options.Value.RememberedKeys)
                _entries.Remove(_age.Dequeue());
            return entry;
        }
    }

    /// <param name="bodyHash">SHA-256 of the first body that came with the key.</param>
    public sealed class Entry(byte[] bodyHash)
    {
        /// <summary>The successful answer, once there is one.</summary>
        public volatile IResult? Answer;

        public bool IsFor(byte[] otherHash) => bodyHash.AsSpan().SequenceEqual(otherHash);
    }
}

/// <summary>
/// Answers a repeated POST as before and refuses a key that comes back with another body. Only successes are repeated from
/// memory; after a refusal the command is tried again, and after a restart the grains answer what stands.
/// </summary>
internal sealed class IdempotencyFilter(RememberedAnswers answers) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var key = CommandKey.Of(context.HttpContext);
        if (key.Problem is not null)
            return key.Problem;
        if (key.Scope is not { } scope)
            return await next(context);

        var hash = context.HttpContext.Features.Get<BodyHash>()?.Value ?? [];
        var entry = answers.Claim(scope, hash);
        if (!entry.IsFor(hash))
            return new Problem(Codes.IdempotencyKeyReused, "This Idempotency-Key came before with another body.");
        if (entry.Answer is { } earlier)
            return earlier;

        var answer = await next(context);
        if (answer is IResult result and not Problem)
            entry.Answer = result;
        return answer;
    }
}
