namespace Emergency.Web.Tests;

/// <summary>A request that must be refused, and how. <c>{case}</c> and the like stand for what the world has.</summary>
/// <param name="Request">Method and path.</param>
/// <param name="Body">Sent as it is; null for none.</param>
/// <param name="Status">The status that must be answered.</param>
/// <param name="Problem">The word that must end the problem's type.</param>
/// <param name="Field">For a validation problem: the field that must be named.</param>
/// <param name="User">Who sends it.</param>
/// <param name="Type">The body's media type.</param>
public sealed record MalformedRow(
    string Request,
    string? Body,
    int Status,
    string Problem,
    string? Field = null,
    string User = "dispatcher1",
    string Type = "application/json")
{
    public string Method => Request.Split(' ')[0];

    public string Path => Request.Split(' ')[1];

    public override string ToString() => $"{User} {Request} {(Body?.Length > 60 ? Body[..60] + "…" : Body)} → {Status} {Problem} {Field}";
}

/// <summary>Where the rows are tried. In it a case is open, and a unit that is on its way holds an assignment of the case.</summary>
internal interface IMalformedWorld
{
    /// <summary>What stands for <c>{case} {assignment} {busy} {free} {hospital} {now}</c>.</summary>
    IReadOnlyDictionary<string, string> Names { get; }

    Task<ApiClient> SignIn(string user);

    /// <summary>Changes whenever anything is recorded.</summary>
    Task<string> Fingerprint();
}

/// <summary>Sends rows and compares.</summary>
internal static class MalformedRunner
{
    public static async Task Run(IMalformedWorld world, MalformedRow row)
    {
        using var client = await world.SignIn(row.User);
        var before = await world.Fingerprint();
        var body = row.Body is null ? null : ApiClient.Body(Fill(world, row.Body), row.Type);

        var answer = await client.Send(new HttpMethod(row.Method), Fill(world, row.Path), body);

        ((int)answer.Status).ShouldBe(row.Status, answer.Text);
        answer.Problem.ShouldBe(row.Problem, answer.Text);
        if (row.Field is not null)
            answer.Json["errors"]![row.Field].ShouldNotBeNull(answer.Text);
        answer.Text.ShouldNotContain("   at ");
        answer.Text.ShouldNotContain("System.");
        (await world.Fingerprint()).ShouldBe(before);
    }

    private static string Fill(IMalformedWorld world, string text) =>
        world.Names.Aggregate(text, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));
}
