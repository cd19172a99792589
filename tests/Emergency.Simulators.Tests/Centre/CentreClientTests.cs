using Emergency.Domain;

namespace Emergency.Simulators.Tests;

public sealed class CentreClientTests
{
    private static readonly OpenCaseRequest Request = new(new LocationRequest(113.4, 29.4, "somewhere"), "x", Priority.II, 1, "n");

    [Fact]
    public async Task Start_CentreComesUpLate_WaitsAndSignsIn()
    {
        await using var centre = await FakeCentre.Started();
        centre.Ready = false;
        using var client = centre.Client();

        var start = client.Start(TestContext.Current.CancellationToken);
        start.IsCompleted.ShouldBeFalse();
        centre.Ready = true;
        await start;

        centre.SignIns.ShouldBe(1);
    }

    [Fact]
    public async Task Start_WrongPassword_SaysSo()
    {
        await using var centre = await FakeCentre.Started();
        using var client = centre.Client(new CentreOptions { Address = centre.Address, Password = "guess" });

        var fault = await Should.ThrowAsync<CentreException>(() => client.Start(TestContext.Current.CancellationToken));

        fault.Message.ShouldContain("dispatcher1");
    }

    [Fact]
    public async Task Open_Refused_AnswersTheProblemsCode()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnRequest = _ => (422, new { type = "https://emergency.example/outside-county", title = "Outside", detail = "too far" });
        using var client = await SignedIn(centre);

        var answer = await client.Open(Request, "key-1", TestContext.Current.CancellationToken);

        answer.Status.ShouldBe(422);
        answer.Value.ShouldBeNull();
        answer.Problem!.Code.ShouldBe("outside-county");
        var got = centre.Requests.ShouldHaveSingleItem();
        got.Key.ShouldBe("key-1");
        got.Body.GetProperty("priority").GetString().ShouldBe("II");
        got.Body.GetProperty("location").GetProperty("lon").GetDouble().ShouldBe(113.4);
    }

    [Fact]
    public async Task Open_CentreBusyAtFirst_RepeatsUnderTheSameKey()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnRequest = _ => centre.Requests.Count < 3 ? (503, null) : (422, null);
        using var client = await SignedIn(centre);

        await client.Open(Request, "key-1", TestContext.Current.CancellationToken);

        centre.Requests.Count.ShouldBe(3);
        centre.Requests.ShouldAllBe(got => got.Key == "key-1");
    }

    [Fact]
    public async Task Get_SessionLost_SignsInAgain()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnRequest = _ => (200, new { now = Worlds.Morning, speed = 60.0 });
        using var client = await SignedIn(centre);
        centre.ForgetSessions();

        var clock = await client.Clock(TestContext.Current.CancellationToken);

        clock.ShouldBe(new ClockAnswer(Worlds.Morning, 60));
        centre.SignIns.ShouldBe(2);
    }

    [Fact]
    public async Task Get_CentreGone_GivesUpAfterItsAttempts()
    {
        var centre = await FakeCentre.Started();
        using var client = await SignedIn(centre);
        await centre.DisposeAsync();

        await Should.ThrowAsync<CentreException>(() => client.Clock(TestContext.Current.CancellationToken));
    }

    private static async Task<CentreClient> SignedIn(FakeCentre centre)
    {
        var client = centre.Client();
        await client.Start(TestContext.Current.CancellationToken);
        return client;
    }
}
