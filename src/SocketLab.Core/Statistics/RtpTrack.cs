namespace SocketLab.Core.Statistics;

/// <summary>Counts the packets of one RTP source: their numbers and timestamps wrap around, and go on here.</summary>
/// <remarks>
/// As RFC 3550, A.1: a number up to 3,000 ahead leaves a gap, one up to 100 behind came late, and any other one is a new count if the
/// packet that comes next follows it. Otherwise it was a stray, which counts as too late.
/// </remarks>
internal sealed class RtpTrack(SequenceTrack track)
{
    /// <summary>How far ahead a number may be (MAX_DROPOUT).</summary>
    private const int MaxAhead = 3000;

    /// <summary>How far behind (MAX_MISORDER).</summary>
    private const int MaxBehind = 100;

    /// <summary>Numbers begin in the second round, so that one before the first has its place below it.</summary>
    private const ulong Round = 1 << 16;

    private ulong _highest;
    private uint _timestamp;
    private double _sent;
    private (RtpHeader Packet, double Arrived)? _stray;

    /// <summary>The highest number, with the rounds that it made in the upper bits.</summary>
    public ulong Highest => _highest < Round ? 0 : _highest - Round;

    /// <summary>What the last packet carried.</summary>
    public int PayloadType { get; private set; }

    /// <summary>The clock rate by which its timestamp was read, in Hz.</summary>
    public int ClockRate { get; private set; }

    /// <summary>Records a packet that came.</summary>
    /// <param name="packet">Its header.</param>
    /// <param name="clockRate">Ticks a second of its timestamps.</param>
    /// <param name="arrived">When it came, in microseconds of our clock.</param>
    public void Record(in RtpHeader packet, int clockRate, double arrived)
    {
        var ahead = (ushort)(packet.Sequence - (ushort)_highest);
        if (_highest < Round)
        {
            Begin(packet, clockRate, arrived);
        }
        else if (ahead < MaxAhead)
        {
            Follow(packet, _highest + ahead, clockRate, arrived);
        }
        else if (ahead >= Round - MaxBehind)
        {
            Follow(packet, _highest + ahead - Round, clockRate, arrived);
        }
        else if (_stray is { } before && (ushort)(before.Packet.Sequence + 1) == packet.Sequence)
        {
            _stray = null;
            Begin(before.Packet, clockRate, before.Arrived);
            Follow(packet, _highest + 1, clockRate, arrived);
        }
        else
        {
            DropStray();
            _stray = (packet, arrived);
        }
    }

    private void Begin(in RtpHeader packet, int clockRate, double arrived)
    {
        (_highest, _timestamp, _sent) = (Round + packet.Sequence, packet.Timestamp, 0);
        (PayloadType, ClockRate) = (packet.PayloadType, clockRate);
        track.Record(_highest, _sent, arrived, isAnew: true);
    }

    private void Follow(in RtpHeader packet, ulong number, int clockRate, double arrived)
    {
        DropStray();
        _sent += (int)(packet.Timestamp - _timestamp) * 1e6 / clockRate;
        _timestamp = packet.Timestamp;
        _highest = Math.Max(_highest, number);
        (PayloadType, ClockRate) = (packet.PayloadType, clockRate);
        track.Record(number, _sent, arrived, isAnew: false);
    }

    private void DropStray()
    {
        if (_stray is not null)
        {
            track.CountTooLate();
            _stray = null;
        }
    }
}
