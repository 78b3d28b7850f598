using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>
/// Records in the journal the first datagram that failed in some way; further ones are only counted, or a dead network would flood it.
/// </summary>
internal sealed class FirstSendFailures(EntryJournal journal, PeerAddress peer)
{
    private readonly HashSet<FaultCode> _recorded = [];

    public void Record(Fault fault)
    {
        if (_recorded.Add(fault.Code))
        {
            journal.AddEvent(UdpJournal.SendFailed(fault, peer), peer);
        }
    }
}
