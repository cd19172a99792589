namespace Emergency.Conformance.Tests;

public interface IRemindedGrain : IGrainWithStringKey
{
    Task Set(string name, TimeSpan due, TimeSpan period);

    Task Unset(string name);

    Task<List<string>> Names();

    Task<bool> Has(string name);
}

public sealed class RemindedGrain : Grain, IRemindedGrain, IRemindable
{
    public Task Set(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Unset(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<List<string>> Names() => [.. (await this.GetReminders()).Select(r => r.ReminderName).Order()];

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Notes.Add(this.GetPrimaryKeyString(), $"{reminderName} every {status.Period.TotalMinutes:0} min");
        return Task.CompletedTask;
    }
}

public interface IForgetfulGrain : IGrainWithStringKey
{
    Task Set();
}

public sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task Set() => this.RegisterOrUpdateReminder("r", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
}

public sealed class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _clock = new();

    private Task<GrainCluster> Start(string? directory = null) =>
        GrainCluster.Start(options: new() { Clock = _clock, DataDirectory = directory });

    private Task Pass(string key, int ticks) => Eventually.Holds(() =>
    {
        if (Notes.Of(key).Length < ticks) _clock.Advance(TimeSpan.FromSeconds(10));
        return Notes.Of(key).Length >= ticks;
    });

    [Fact]
    public async Task Reminder_WhenDue_WakesTheGrainAgainAndAgain()
    {
        await using var cluster = await Start();
        var grain = cluster.Grains.GetGrain<IRemindedGrain>("reminded");
        await grain.Set("r", Minute, 2 * Minute);
        await cluster.Deactivate(grain);

        await Pass("reminded", 3);

        Notes.Of("reminded").ShouldAllBe(n => n == "r every 2 min");
    }

    [Fact]
    public async Task Reminders_SetAndUnset_AreListed()
    {
        await using var cluster = await Start();
        var grain = cluster.Grains.GetGrain<IRemindedGrain>("listed");
        await grain.Set("b", Minute, Minute);
        await grain.Set("a", Minute, Minute);
        await grain.Set("a", 2 * Minute, Minute);

        (await grain.Names()).ShouldBe(["a", "b"]);
        await grain.Unset("b");

        (await grain.Names()).ShouldBe(["a"]);
        (await grain.Has("a")).ShouldBeTrue();
        (await grain.Has("b")).ShouldBeFalse();
    }

    [Fact]
    public async Task Reminder_WithShortPeriod_IsRefused()
    {
        await using var cluster = await Start();

        await Should.ThrowAsync<ArgumentException>(
            cluster.Grains.GetGrain<IRemindedGrain>("short").Set("r", Minute, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Reminder_OfGrainThatIsNotRemindable_IsRefused()
    {
        await using var cluster = await Start();

        await Should.ThrowAsync<InvalidOperationException>(cluster.Grains.GetGrain<IForgetfulGrain>("not").Set());
    }

    [Fact]
    public async Task Reminder_AfterRestart_StillTicks()
    {
        Assert.SkipUnless(GrainCluster.OutlivesRestart, GrainCluster.WhyNot);
        using var directory = new TemporaryDirectory();
        await using var cluster = await Start(directory.Path);
        await cluster.Grains.GetGrain<IRemindedGrain>("survivor").Set("r", Minute, 5 * Minute);

        await cluster.Restart();

        (await cluster.Grains.GetGrain<IRemindedGrain>("survivor").Names()).ShouldBe(["r"]);
        await Pass("survivor", 2);
    }

    [Fact]
    public async Task Reminder_DueWhileStopped_TicksNextInPhase()
    {
        Assert.SkipUnless(GrainCluster.OutlivesRestart, GrainCluster.WhyNot);
        using var directory = new TemporaryDirectory();
        var clock = new ManualTimeProvider();
        await using (var cluster = await GrainCluster.Start(options: new() { Clock = clock, DataDirectory = directory.Path }))
            await cluster.Grains.GetGrain<IRemindedGrain>("phase").Set("r", Minute, 10 * Minute);

        clock.Advance(TimeSpan.FromMinutes(15));
        await using var later = await GrainCluster.Start(options: new() { Clock = clock, DataDirectory = directory.Path });
        clock.Advance(TimeSpan.FromMinutes(5.5));
        Notes.Of("phase").ShouldBeEmpty();
        clock.Advance(TimeSpan.FromMinutes(1));

        await Notes.Until("phase", 1);
    }
}
