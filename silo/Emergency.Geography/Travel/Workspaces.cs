using System.Collections.Concurrent;

namespace Emergency.Geography;

/// <summary>Working memory that is kept for the next search.</summary>
internal static class Workspaces
{
    public static T? Take<T>(ConcurrentQueue<T> kept)
        where T : class => kept.TryDequeue(out var item) ? item : null;

    /// <summary>Keeps an item unless there are enough.</summary>
    public static void Keep<T>(ConcurrentQueue<T> kept, T item, int most)
        where T : class
    {
        if (kept.Count < most)
        {
            kept.Enqueue(item);
        }
    }
}
