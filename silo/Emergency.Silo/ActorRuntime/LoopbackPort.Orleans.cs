using System.Net;
using System.Net.Sockets;

namespace Emergency.Silo;

/// <summary>Finds a port for a silo that nobody joins; Orleans wants one all the same.</summary>
internal static class LoopbackPort
{
    /// <summary>The lowest port tried: that of Orleans itself.</summary>
    private const int First = 11111;

    /// <summary>How many are tried. All stay below those that the system hands to outgoing connections, from 32768.</summary>
    private const int Count = 20_000;

    /// <summary>
    /// A port at which nothing listens. The search begins where the process id says, so that processes that start at once do not find the
    /// same one.
    /// </summary>
    /// <exception cref="InvalidOperationException">None is free.</exception>
    public static int FindFree()
    {
        for (var i = 0; i < Count; i++)
        {
            var port = First + (Environment.ProcessId + i) % Count;
            if (IsFree(port)) return port;
        }

        throw new InvalidOperationException($"No port from {First} to {First + Count - 1} is free on loopback");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
