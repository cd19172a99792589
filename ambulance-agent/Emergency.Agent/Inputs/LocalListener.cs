using System.Net;
using System.Net.Sockets;

namespace Emergency.Agent.Inputs;

/// <summary>Listens for devices in the cabin and serves each on its own, up to a bound.</summary>
/// <param name="name">For the log.</param>
/// <param name="endpoint">Where to listen.</param>
/// <param name="maxConnections">One more than this is turned away.</param>
/// <param name="meter">Is told whether somebody is connected.</param>
/// <param name="logger">For what an operator must know.</param>
internal sealed partial class LocalListener(string name, EndPoint endpoint, int maxConnections, InputMeter meter, ILogger logger)
{
    private readonly TaskCompletionSource<EndPoint> _bound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    /// <summary>Where it listens, once it does.</summary>
    public Task<EndPoint> Bound => _bound.Task;

    /// <summary>Listens until cancelled, and ends every connection then.</summary>
    public async Task Run(Func<Stream, CancellationToken, Task> serve, CancellationToken cancellation)
    {
        using var listener = Listen();
        meter.Down("no device is connected");
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(cancellation);
                serving.RemoveAll(task => task.IsCompleted);
                if (serving.Count < maxConnections)
                {
                    serving.Add(Serve(socket, serve, cancellation));
                }
                else
                {
                    LogTurnedAway(logger, name, maxConnections);
                    socket.Dispose();
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Task.WhenAll(serving);
        }
    }

    private Socket Listen()
    {
        var listener = endpoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        // What an agent that was killed left behind must not keep the next one from listening.
        if (endpoint is UnixDomainSocketEndPoint && File.Exists(endpoint.ToString()))
            File.Delete(endpoint.ToString()!);
        listener.Bind(endpoint);
        listener.Listen(maxConnections);
        _bound.TrySetResult(listener.LocalEndPoint!);
        return listener;
    }

    private async Task Serve(Socket socket, Func<Stream, CancellationToken, Task> serve, CancellationToken cancellation)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        Interlocked.Increment(ref _connections);
        meter.Up();
        var problem = "the device closed the connection";
        try
        {
            await serve(stream, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            problem = "stopped";
        }
        // One device's connection may end in any way; the others and the next one are served.
        catch (Exception failure)
        {
            problem = failure.Message;
            LogEnded(logger, name, problem);
        }

        if (Interlocked.Decrement(ref _connections) == 0)
            meter.Down(problem);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Input {Input}: a device was turned away, {Most} are connected")]
    private static partial void LogTurnedAway(ILogger logger, string input, int most);

    [LoggerMessage(Level = LogLevel.Information, Message = "Input {Input}: a connection ended: {Problem}")]
    private static partial void LogEnded(ILogger logger, string input, string problem);
}
