using System.Net;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>
/// Sends some datagrams to a socket of its own, so that the code that receives and journals them is compiled before a burst comes.
/// </summary>
/// <remarks>
/// The runtime compiles a method well once it was called often, a tenth of a second later, and in two steps: so a few hundred datagrams are
/// sent in some rounds. Costs some milliseconds of a processor, once a process.
/// </remarks>
public static class UdpWarmUp
{
    private const int Rounds = 4,
        DatagramsPerRound = 512,
        JournalBytes = 256 << 10,
        ReceiveBufferBytes = 1 << 20;

    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(150);

    private static readonly Lazy<Task> Once = new(() => Task.Run(WarmUpAsync));

    /// <summary>Warms up, the first time that it is called. Never throws: what is wrong will be told where it matters.</summary>
    public static Task RunAsync() => Once.Value;

    private static async Task WarmUpAsync()
    {
        try
        {
            using var journal = new EntryJournal(JournalBytes, new JournalBudget(JournalBytes), TimeProvider.System);
            var loopback = new EndpointDefinition
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = IPAddress.Loopback.ToString() },
                Udp = new() { ReceiveBufferBytes = ReceiveBufferBytes },
            };
            await using var transport = new UdpTransport(loopback, journal, UnixFolders.None);
            await transport.StartAsync(CancellationToken.None);
            transport.Begin();
            using var target = transport.OpenTarget(new FixedPayload(new byte[64]), transport.Bound, publicToo: false);
            for (var round = 0; round < Rounds; round++)
            {
                // One by one: as many calls as possible.
                for (var i = 0; i < DatagramsPerRound; i++)
                {
                    target.Send((round * DatagramsPerRound) + i, 1, CancellationToken.None);
                }

                await Task.Delay(BetweenRounds, TimeProvider.System);
            }
        }
        catch (Exception)
        {
            // No loopback, or no socket to be had.
        }
    }
}
