namespace Emergency.TestKit;

/// <summary>An empty folder that is gone, with everything in it, when it is disposed.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("emergency-test-").FullName;

    /// <summary>A path within it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
