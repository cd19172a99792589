using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>Keeps the reminders of all grains and wakes the grains when they are due.</summary>
internal sealed class ReminderService(EmbeddedRuntime runtime, IOptions<ReminderOptions> options, ReminderTable table) : IReminderRegistry
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), Reminder> _reminders = [];
    private bool _stopped;

    /// <summary>Reads the stored reminders and starts their clocks.</summary>
    public async Task StartAsync()
    {
        foreach (var entry in await table.ReadAll())
        {
            var reminder = new Reminder(entry);
            reminder.SkipTo(runtime.Time.GetUtcNow());
            Arm(reminder);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            foreach (var reminder in _reminders.Values) reminder.Timer?.Dispose();
        }
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId,
        string reminderName,
        TimeSpan dueTime,
        TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        var shortest = options.Value.MinimumReminderPeriod;
        if (period < shortest)
            throw new ArgumentException($"The period {period} of reminder '{reminderName}' is shorter than {shortest}", nameof(period));
        var reminder = new Reminder(new ReminderEntry(callingGrainId, reminderName, runtime.Time.GetUtcNow() + dueTime, period));
        await table.Write(reminder.Entry);
        Arm(reminder);
        return reminder;
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        Reminder? held;
        lock (_gate)
        {
            if (!_reminders.Remove((callingGrainId, reminder.ReminderName), out held))
                throw new ReminderException($"{callingGrainId} has no reminder '{reminder.ReminderName}'");
            held.Timer?.Dispose();
        }

        await table.Remove(held.Entry);
    }

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        lock (_gate) return Task.FromResult<IGrainReminder?>(_reminders.GetValueOrDefault((callingGrainId, reminderName)));
    }

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        lock (_gate) return Task.FromResult(_reminders.Values.Where(r => r.Entry.Grain == callingGrainId).ToList<IGrainReminder>());
    }

    private void Arm(Reminder reminder)
    {
        lock (_gate)
        {
            if (_stopped) return;
            if (_reminders.Remove(reminder.Key, out var replaced)) replaced.Timer?.Dispose();
            _reminders[reminder.Key] = reminder;
            reminder.Timer = runtime.Time.CreateTimer(_ => Fire(reminder), null, Wait(reminder), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Time until the next tick, in steps that a timer can count.</summary>
    private TimeSpan Wait(Reminder reminder)
    {
        var wait = reminder.Due - runtime.Time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    private void Fire(Reminder reminder)
    {
        var now = runtime.Time.GetUtcNow();
        lock (_gate)
        {
            if (_stopped || _reminders.GetValueOrDefault(reminder.Key) != reminder) return;
            var due = reminder.Due <= now;
            if (due) reminder.SkipTo(now + TimeSpan.FromTicks(1));
            reminder.Timer!.Change(Wait(reminder), Timeout.InfiniteTimeSpan);
            if (!due) return;
        }

        _ = Deliver(reminder.Entry, now);
    }

    private async Task Deliver(ReminderEntry entry, DateTimeOffset now)
    {
        try
        {
            var grain = ProxyFactory.Create<IRemindable>(runtime, entry.Grain);
            await grain.ReceiveReminder(entry.Name, new TickStatus(entry.Start.UtcDateTime, entry.Period, now.UtcDateTime));
        }
        catch (Exception e)
        {
            // The next tick tries again.
            runtime.Log.ReminderFailed(entry.Grain, entry.Name, e);
        }
    }

    private sealed class Reminder(ReminderEntry entry) : IGrainReminder
    {
        public ReminderEntry Entry { get; } = entry;

        public (GrainId Grain, string Name) Key => (Entry.Grain, Entry.Name);

        public string ReminderName => Entry.Name;

        public ITimer? Timer { get; set; }

        public DateTimeOffset Due { get; private set; } = entry.Start;

        /// <summary>Passes over the ticks before <paramref name="now"/>, in phase with the first.</summary>
        public void SkipTo(DateTimeOffset now) => Due = InPhase(now);

        private DateTimeOffset InPhase(DateTimeOffset now)
        {
            var passed = (now - Entry.Start).Ticks;
            return passed <= 0 ? Entry.Start : Entry.Start + Entry.Period * ((passed + Entry.Period.Ticks - 1) / Entry.Period.Ticks);
        }
    }
}

/// <summary>One stored reminder.</summary>
internal sealed record ReminderEntry(GrainId Grain, string Name, DateTimeOffset Start, TimeSpan Period);

/// <summary>Where reminders are stored; without a file they live as long as the process.</summary>
internal sealed class ReminderTable(DurableFile? file)
{
    public async Task<List<ReminderEntry>> ReadAll() =>
        file is null ? [] : await file.Read(root => root.Select(pair => FromJson(pair.Value!.AsObject())).ToList());

    public Task Write(ReminderEntry entry) => file?.Write(root => root[Key(entry)] = ToJson(entry)) ?? Task.CompletedTask;

    public Task Remove(ReminderEntry entry) => file?.Write(root => root.Remove(Key(entry))) ?? Task.CompletedTask;

    private static string Key(ReminderEntry entry) => $"{entry.Grain}#{entry.Name}";

    private static JsonObject ToJson(ReminderEntry entry) => new()
    {
        ["grain"] = entry.Grain.ToString(),
        ["name"] = entry.Name,
        ["start"] = entry.Start.ToString("O", CultureInfo.InvariantCulture),
        ["period"] = entry.Period.ToString("c", CultureInfo.InvariantCulture),
    };

    private static ReminderEntry FromJson(JsonObject stored) => new(
        GrainId.Parse((string)stored["grain"]!),
        (string)stored["name"]!,
        DateTimeOffset.Parse((string)stored["start"]!, CultureInfo.InvariantCulture),
        TimeSpan.Parse((string)stored["period"]!, CultureInfo.InvariantCulture));
}
