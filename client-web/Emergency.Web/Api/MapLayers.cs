using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Emergency.Web.Http;
using Microsoft.Net.Http.Headers;

namespace Emergency.Web.Api;

/// <summary>Map layers, compressed once: they are large and never change while the process runs.</summary>
internal sealed class MapLayers(ICountyMap map)
{
    private static readonly FrozenSet<string> Names =
        FrozenSet.Create(StringComparer.Ordinal, "roads", "boundary", "urban", "places", "water");

    private readonly ConcurrentDictionary<string, Lazy<Layer?>> _layers = new(StringComparer.Ordinal);

    public IResult Answer(string name, HttpContext context)
    {
        var layer = Names.Contains(name) ? _layers.GetOrAdd(name, key => new Lazy<Layer?>(() => Load(key))).Value : null;
        if (layer is null)
            return Problem.NotFound(Codes.UnknownLayer, "map layer");

        var (body, encoding) = Choose(layer, context.Request);
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = "private, no-cache"; // Kept, and asked after by its ETag each time.
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        var tag = new EntityTagHeaderValue($"\"{layer.Hash}{(encoding is null ? "" : "-" + encoding)}\"");
        return TypedResults.Bytes(body, GeoJson.ContentType, entityTag: tag);
    }

    private Layer? Load(string name)
    {
        if (map.Layer(name) is not { } bytes)
            return null;
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(0, 12));
        return new Layer(
            hash,
            bytes,
            Compress(bytes, target => new BrotliStream(target, CompressionLevel.Optimal)),
            Compress(bytes, target => new GZipStream(target, CompressionLevel.Optimal)));
    }

    private static (ReadOnlyMemory<byte> Body, string? Encoding) Choose(Layer layer, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        if (Accepts("br"))
            return (layer.Brotli, "br");
        return Accepts("gzip") ? (layer.Gzip, "gzip") : (layer.Plain, null);

        bool Accepts(string encoding) =>
            accepted.Any(item => item.Quality is null or > 0 && item.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase));
    }

    private static byte[] Compress(ReadOnlyMemory<byte> bytes, Func<Stream, Stream> open)
    {
        using var target = new MemoryStream();
        using (var stream = open(target))
            stream.Write(bytes.Span);
        return target.ToArray();
    }

    private sealed record Layer(string Hash, ReadOnlyMemory<byte> Plain, ReadOnlyMemory<byte> Brotli, ReadOnlyMemory<byte> Gzip);
}
