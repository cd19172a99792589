using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Http;

/// <summary>A request body that can say what is wrong with it.</summary>
internal interface IRequestBody
{
    /// <summary>The largest body in bytes, where it differs from the usual one.</summary>
    static virtual int? MaxBodyBytes => null;

    void Check(Checks checks);
}

/// <summary>A bound parameter that may be a problem instead of a value; the group's filter answers with the problem.</summary>
internal interface IBound
{
    Problem? Problem { get; }
}

/// <summary>A request body, read strictly. Behind <see cref="BoundFilter"/> the value is there and was checked.</summary>
internal sealed class Body<T> : IBound, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class, IRequestBody
{
    private readonly T? _value;

    private Body(T? value, Problem? problem)
    {
        _value = value;
        Problem = problem;
    }

    public Problem? Problem { get; }

    public T Value => _value ?? throw new InvalidOperationException("a body with a problem has no value");

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var read = await BodyBytes.Read(context, T.MaxBodyBytes);
        if (read.Problem is not null)
            return new Body<T>(null, read.Problem);
        context.Features.Set(new BodyHash(SHA256.HashData(read.Bytes.Span)));
        return Parse(read.Bytes);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    private static Body<T> Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var syntax = JsonDocument.Parse(bytes, StrictJson.Syntax);
        }
        catch (JsonException wrong)
        {
            var where = $"line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}";
            return Broken(new Problem(Codes.MalformedJson, $"The body breaks at {where}."));
        }

        var checks = new Checks();
        try
        {
            var value = JsonSerializer.Deserialize<T>(bytes.Span, StrictJson.Input);
            if (value is null)
                return Broken(new Problem(Codes.MalformedJson, "The body must be a JSON object."));
            value.Check(checks);
            return checks.Failed ? Broken(checks.ToProblem()) : new Body<T>(value, null);
        }
        catch (JsonException wrong)
        {
            return Broken(checks.Fail(FieldOf(wrong.Path), MessageOf(wrong)).ToProblem());
        }

        static Body<T> Broken(Problem problem) => new(null, problem);
    }

    /// <summary>The serializer's path without its leading <c>$.</c>; the body itself is called <c>body</c>.</summary>
    private static string FieldOf(string? path) => path is null or "$" ? "body" : path.TrimStart('$').TrimStart('.');

    /// <summary>Our own converters' words; the serializer's own messages name types that mean nothing to a caller.</summary>
    private static string MessageOf(JsonException wrong) => wrong.Message switch
    {
        var message when message.StartsWith("must be ", StringComparison.Ordinal) => Sentence(message),
        var message when message.StartsWith("not an identifier", StringComparison.Ordinal) => Sentence(message),
        var message when message.Contains("could not be mapped", StringComparison.Ordinal) => "is not known here",
        var message when message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) => "is there twice",
        _ => "has the wrong type",
    };

    private static string Sentence(string message) => message.Split(" Path: ")[0];
}

/// <summary>SHA-256 of the body that was read, for the comparison of repeated requests.</summary>
internal sealed record BodyHash(byte[] Value);

/// <summary>Reads a body up to its bound.</summary>
internal static class BodyBytes
{
    /// <summary>A body that is too large, but not by more than this factor, is read to its end, so that its sender gets the answer and
    /// not a broken connection.</summary>
    private const int ReadToEnd = 4;

    public readonly record struct Result(ReadOnlyMemory<byte> Bytes, Problem? Problem);

    /// <param name="context">The request.</param>
    /// <param name="own">The bound of this kind of body; null for the usual one.</param>
    public static async ValueTask<Result> Read(HttpContext context, int? own)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
            return new Result(default, new Problem(Codes.UnsupportedMediaType, "The body must be application/json."));
        var limit = own ?? context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value.MaxBodyBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
            bound.MaxRequestBodySize = ReadToEnd * (limit + 1L);
        if (request.ContentLength > limit)
            return TooLarge(limit);
        var buffer = new byte[Math.Min(limit, request.ContentLength ?? limit) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        return length > limit ? TooLarge(limit) : new Result(buffer.AsMemory(0, length), null);
    }

    private static Result TooLarge(int limit) => new(default, new Problem(Codes.BodyTooLarge, $"The body may have at most {limit} bytes."));
}
