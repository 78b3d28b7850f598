using System.Net.Sockets;

namespace SocketLab.Core.Transport.Udp;

/// <summary>How much waits in a socket's receive buffer: asked of the system at most ten times a second, however many read it.</summary>
/// <remarks>
/// Takes no lock, so that neither a screen nor the sampler waits for the receive loop, and tells how full the buffer is also while that
/// loop is held up.
/// </remarks>
internal sealed class ReceiveQueueGauge(Socket socket, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private Sample? _sample;

    /// <summary>Bytes of kernel memory (<c>sk_rmem_alloc</c>) at the last sample; null where the system does not tell.</summary>
    public int? Bytes
    {
        get
        {
            var sample = Volatile.Read(ref _sample);
            if (sample is null || time.GetElapsedTime(sample.TakenAt) >= Interval)
            {
                // Two readers at once take two samples, and either is as good.
                sample = new(time.GetTimestamp(), LinuxMemoryInfo.ReceiveQueueBytes(socket));
                Volatile.Write(ref _sample, sample);
            }

            return sample.Bytes;
        }
    }

    private sealed record Sample(long TakenAt, int? Bytes);
}
