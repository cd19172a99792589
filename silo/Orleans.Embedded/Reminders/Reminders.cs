using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans
{
    /// <summary>A grain that can be woken at set times, even if the process restarted in between.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>
        /// Called as a turn when a reminder is due. A tick missed while nothing ran is not made up for; the next one comes in phase.
        /// </summary>
        Task ReceiveReminder(string reminderName, TickStatus status);
    }

    /// <summary>What a grain asks of the reminder service.</summary>
    public static class GrainReminderExtensions
    {
        /// <summary>Sets a reminder of this grain, durably once the task completes.</summary>
        /// <param name="grain">The grain, which implements <see cref="IRemindable"/>.</param>
        /// <param name="reminderName">A name within the grain; a reminder of that name is replaced.</param>
        /// <param name="dueTime">Time until the first tick.</param>
        /// <param name="period">Time between ticks, at least <see cref="Configuration.ReminderOptions.MinimumReminderPeriod"/>.</param>
        /// <exception cref="InvalidOperationException">The grain is not remindable.</exception>
        /// <exception cref="ArgumentException">The period is too short or a time is negative.</exception>
        public static Task<IGrainReminder> RegisterOrUpdateReminder(
            this IGrainBase grain,
            string reminderName,
            TimeSpan dueTime,
            TimeSpan period)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
            if (grain is not IRemindable) throw new InvalidOperationException($"{grain.GetType().Name} does not implement IRemindable");
            return Registry(grain).RegisterOrUpdateReminder(grain.GrainContext.GrainId, reminderName, dueTime, period);
        }

        /// <summary>Ends a reminder, durably once the task completes.</summary>
        public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) =>
            Registry(grain).UnregisterReminder(grain.GrainContext.GrainId, reminder);

        /// <summary>The reminder of that name, or null.</summary>
        public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
            return Registry(grain).GetReminder(grain.GrainContext.GrainId, reminderName);
        }

        /// <summary>The grain's reminders.</summary>
        public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) =>
            Registry(grain).GetReminders(grain.GrainContext.GrainId);

        private static IReminderRegistry Registry(IGrainBase grain) =>
            grain.GrainContext.ActivationServices.GetRequiredService<IReminderRegistry>();
    }
}

namespace Orleans.Runtime
{
    /// <summary>A reminder of one grain.</summary>
    public interface IGrainReminder
    {
        /// <summary>Its name within the grain.</summary>
        string ReminderName { get; }
    }

    /// <summary>When a tick happened. Times are UTC.</summary>
    [GenerateSerializer, Immutable]
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        /// <summary>When the first tick was due.</summary>
        [Id(0)]
        public DateTime FirstTickTime { get; } = firstTickTime;

        /// <summary>Time between ticks.</summary>
        [Id(1)]
        public TimeSpan Period { get; } = period;

        /// <summary>When this tick fired.</summary>
        [Id(2)]
        public DateTime CurrentTickTime { get; } = timeStamp;

        public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
    }
}

namespace Orleans.Timers
{
    /// <summary>The reminders of all grains.</summary>
    public interface IReminderRegistry
    {
        /// <summary>Sets a grain's reminder.</summary>
        Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

        /// <summary>Ends a grain's reminder.</summary>
        Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

        /// <summary>A grain's reminder of that name, or null.</summary>
        Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

        /// <summary>A grain's reminders.</summary>
        Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
    }
}
