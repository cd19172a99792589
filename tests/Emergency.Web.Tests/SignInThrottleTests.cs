using Emergency.TestKit;
using Emergency.Web.Access;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Tests;

public sealed class SignInThrottleTests
{
    private readonly ManualTimeProvider _time = new(Sample.Noon);
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(
        Options.Create(new WebOptions { SignInFailuresPerUser = 2, SignInFailuresPerAddress = 4, SignInWindow = TimeSpan.FromMinutes(1) }),
        new RealTime(_time));

    [Fact]
    public void Enter_FailuresOfAUser_WaitForTheRestOfTheWindow()
    {
        Fail("10.0.0.1", "li", times: 2);
        _time.Advance(TimeSpan.FromSeconds(20));

        _throttle.Enter("10.0.0.1", "li").ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void Enter_WindowIsOver_MayTryAgain()
    {
        Fail("10.0.0.1", "li", times: 2);
        _time.Advance(TimeSpan.FromMinutes(1));

        _throttle.Enter("10.0.0.1", "li").ShouldBeNull();
    }

    [Fact]
    public void Enter_SameUserElsewhere_IsNotLockedOut()
    {
        Fail("10.0.0.1", "li", times: 2);

        _throttle.Enter("10.0.0.2", "li").ShouldBeNull();
    }

    [Fact]
    public void Enter_ManyUsersOfOneAddress_AreThrottledTogether()
    {
        foreach (var user in new[] { "a", "b", "c", "d" })
            Fail("10.0.0.1", user, times: 1);

        _throttle.Enter("10.0.0.1", "e").ShouldNotBeNull();
    }

    [Fact]
    public void Succeeded_Attempt_DoesNotCount()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            _throttle.Enter("10.0.0.1", "li").ShouldBeNull();
            _throttle.Succeeded("10.0.0.1", "li");
        }
    }

    private void Fail(string address, string user, int times)
    {
        for (var attempt = 0; attempt < times; attempt++)
            _throttle.Enter(address, user).ShouldBeNull();
    }
}
