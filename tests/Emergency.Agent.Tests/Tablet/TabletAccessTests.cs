using System.Net;
using Emergency.Agent.Tablet;
using Emergency.TestKit;
using Microsoft.AspNetCore.Http;

namespace Emergency.Agent.Tests.Tablet;

public sealed class TabletAccessTests
{
    private static readonly TabletOptions Lan = new() { Address = new Uri("http://192.168.8.1:8121"), Pin = "2468" };

    [Fact]
    public void Options_OnTheNetworkWithoutAPin_AreRefused()
    {
        new TabletOptions { Address = new Uri("http://0.0.0.0:8121") }.Problems().ShouldHaveSingleItem().ShouldContain("need a Pin");
        Lan.Problems().ShouldBeEmpty();
        new TabletOptions().Problems().ShouldBeEmpty();
        new TabletOptions { Pin = "12a4", UndoWindow = TimeSpan.Zero, DetourFactor = double.NaN }.Problems().Count().ShouldBe(3);
    }

    [Fact]
    public void Device_OnTheNetwork_NeedsThePin_ThisMachineDoesNot()
    {
        var access = new TabletAccess(Lan, new ManualTimeProvider());

        access.WhyNot(Request("192.168.8.77"))!.Code.ShouldBe("pin-required");
        access.WhyNot(Request("127.0.0.1")).ShouldBeNull();
        var entering = Request("192.168.8.77");
        access.Enter(entering, "2468").ShouldBeNull();
        var cookie = entering.Response.Headers.SetCookie.ToString();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        var known = Request("192.168.8.77");
        known.Request.Headers.Cookie = cookie.Split(';')[0];
        access.WhyNot(known).ShouldBeNull();
    }

    [Fact]
    public void Pin_WrongFiveTimes_IsLockedForAMinute_EvenWhenRight()
    {
        var clock = new ManualTimeProvider();
        var access = new TabletAccess(Lan, clock);
        for (var i = 0; i < 5; i++)
            access.Enter(Request("192.168.8.77"), "0000")!.Code.ShouldBe("wrong-pin");

        access.Enter(Request("192.168.8.77"), "2468")!.Code.ShouldBe("too-many-attempts");
        clock.Advance(TimeSpan.FromSeconds(60));
        access.Enter(Request("192.168.8.77"), "2468").ShouldBeNull();
    }

    [Fact]
    public void Pin_WhenNoneIsSet_LetsNobodyIn() =>
        new TabletAccess(new TabletOptions(), new ManualTimeProvider()).Enter(Request("192.168.8.77"), "")!.Code.ShouldBe("wrong-pin");

    private static DefaultHttpContext Request(string remote)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        context.Connection.LocalIpAddress = IPAddress.Parse("192.168.8.1");
        context.Request.Host = new HostString("192.168.8.1", 8121);
        context.Request.Scheme = "http";
        return context;
    }
}
