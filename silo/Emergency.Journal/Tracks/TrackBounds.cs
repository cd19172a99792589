namespace Emergency.Journal;

/// <summary>Checks a batch before it is queued, so that a bad one troubles nobody else.</summary>
internal static class TrackBounds
{
    /// <summary>Checks words, sizes and counts.</summary>
    /// <returns>The payload bytes in all.</returns>
    public static int Check(TrackBatch batch, TrackOptions options)
    {
        CheckWord(batch.Subject);
        CheckWord(batch.Source.Device);
        CheckWord(batch.Source.Lane);
        if (batch.Points.Count == 0 || batch.Points.Count > options.MaxBatchPoints)
            throw new ArgumentException($"a batch has 1 to {options.MaxBatchPoints} points, got {batch.Points.Count}", nameof(batch));
        var bytes = 0L;
        foreach (var point in batch.Points)
        {
            if (point.Sequence < 1) throw new ArgumentException($"a sequence is 1 or more, got {point.Sequence}", nameof(batch));
            if (point.Payload.IsEmpty || point.Payload.Length > options.MaxPayloadBytes)
                throw new ArgumentException(
                    $"a payload has 1 to {options.MaxPayloadBytes} bytes, that of {point.Sequence} has {point.Payload.Length}", nameof(batch));
            bytes += point.Payload.Length;
        }

        return (int)Math.Min(bytes, int.MaxValue);
    }

    /// <summary>Checks the word for a subject, a device or a lane.</summary>
    public static void CheckWord(string word)
    {
        if (!StreamName.IsValid(word))
            throw new ArgumentException(
                $"not a word: expected 1 to {StreamName.MaxLength} letters, digits, '-', '_', '.', ':' or '/', got '{word}'", nameof(word));
    }
}
