using System.Net.Sockets;

namespace Emergency.Agent.Inputs;

/// <summary>Watches a gpsd daemon by its JSON protocol over TCP.</summary>
internal sealed class GpsdSource(string host, int port, TimeSpan silence, TimeProvider clock) : IGpsSource
{
    /// <summary>The protocol allows responses of 10,240 characters and counsels to be ready for more.</summary>
    private const int LongestLine = 16 * 1024;

    private const int ProtocolMajor = 3;

    public async Task Run(Action<GpsSample> onSample, InputMeter meter, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, cancellation).AsTask().WaitAsync(silence, clock, cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync("?WATCH={\"enable\":true,\"json\":true};\n"u8.ToArray(), cancellation);
        int? satellites = null;
        await foreach (var line in new BoundedLines(stream, LongestLine, silence, clock).Read(cancellation))
        {
            switch (Read(line, meter))
            {
                case GpsdMessage.Hello { Major: not ProtocolMajor } hello:
                    throw new InvalidDataException($"gpsd speaks protocol {hello.Major}, expected {ProtocolMajor}");
                case GpsdMessage.Hello:
                    meter.Up();
                    break;
                case GpsdMessage.Devices { Count: 0 }:
                    meter.Refused("no-receiver", "gpsd has no receiver");
                    break;
                case GpsdMessage.Sky sky:
                    satellites = sky.Used ?? satellites;
                    break;
                case GpsdMessage.Error error:
                    meter.Refused("gpsd-error", error.Text);
                    break;
                case GpsdMessage.Position position:
                    onSample(position.Sample with { Satellites = satellites });
                    break;
            }
        }
    }

    private static GpsdMessage? Read(string line, InputMeter meter)
    {
        try
        {
            return GpsdMessage.Read(line);
        }
        catch (FormatException failure)
        {
            meter.Refused("malformed", failure.Message);
            return null;
        }
    }
}
