using System.IO.Compression;
using System.Net;

namespace Emergency.Web.Tests;

public sealed class MapTests(SharedWeb shared) : IClassFixture<SharedWeb>
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task Layer_ByEncoding_IsTheSameMap(string? encoding)
    {
        using var client = await shared.Web.SignIn("dispatcher1");

        var answer = encoding is null
            ? await client.Get("/api/map/roads")
            : await client.Get("/api/map/roads", ("Accept-Encoding", encoding));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Response.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");
        answer.Response.Content.Headers.ContentEncoding.ShouldBe(encoding is null ? [] : [encoding]);
        var bytes = await answer.Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using Stream stream = encoding switch
        {
            "br" => new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress),
            "gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress),
            _ => new MemoryStream(bytes),
        };
        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldStartWith("""{"type":"FeatureCollection","name":"roads"}""".TrimEnd('}'));
    }

    [Fact]
    public async Task Layer_AskedAgainWithItsTag_IsNotSentAgain()
    {
        using var client = await shared.Web.SignIn("dispatcher1");
        var first = await client.Get("/api/map/roads", ("Accept-Encoding", "br"));

        var second = await client.Get("/api/map/roads", ("Accept-Encoding", "br"), ("If-None-Match", first.Response.Headers.ETag!.ToString()));
        var plain = await client.Get("/api/map/roads", ("If-None-Match", first.Response.Headers.ETag!.ToString()));

        second.Status.ShouldBe(HttpStatusCode.NotModified);
        plain.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Layer_TheCountyHasNone_IsUnknown()
    {
        using var client = await shared.Web.SignIn("dispatcher1");

        (await client.Get("/api/map/water")).Problem.ShouldBe("unknown-layer");
    }

    [Fact]
    public async Task Route_Found_HasTimeLengthAndLine()
    {
        using var client = await shared.Web.SignIn("dispatcher1");

        var answer = await client.Get("/api/route?fromLon=113.44&fromLat=29.48&toLon=113.5&toLat=29.5");

        answer.Json["seconds"]!.GetValue<double>().ShouldBe(90);
        answer.Json["metres"]!.GetValue<double>().ShouldBe(6219, 10);
        answer.Json["geometry"]!["type"]!.ToString().ShouldBe("LineString");
        answer.Json["geometry"]!["coordinates"]!.ToJsonString().ShouldBe("[[113.44,29.48],[113.5,29.5]]");
    }

    [Fact]
    public async Task OpenCase_InGcj02_IsKeptInWgs84()
    {
        await using var web = await TestWeb.Start();
        using var client = await web.SignIn("dispatcher1");

        var answer = await client.Post(
            "/api/cases", new { location = new { lon = 113.44, lat = 29.48, crs = "GCJ02" }, complaint = "fall", priority = "III" });

        answer.Json["location"]!["lon"]!.GetValue<double>().ShouldBe(113.44 - FakeMap.Gcj02Shift, 1e-9);
        answer.Json["location"]!["lat"]!.GetValue<double>().ShouldBe(29.48);
    }
}
