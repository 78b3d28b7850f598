using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Where a connection is in its life: finer than <see cref="ConnectionState"/>, which is what people see.</summary>
internal enum LifeState
{
    /// <summary>The TLS handshake is under way.</summary>
    Opening,

    /// <summary>A close was requested before the handshake was complete.</summary>
    OpeningCancelled,

    /// <summary>Both directions are open.</summary>
    Open,

    /// <summary>The peer's FIN came; we can still send.</summary>
    PeerFinished,

    /// <summary>Our FIN is out; the peer can still send.</summary>
    WeFinished,

    /// <summary>Both FINs went, ours without a close: nothing is left to wait for.</summary>
    BothFinished,

    /// <summary>A close was requested: our FIN is out, and for a moment we take what the peer still sends.</summary>
    Draining,

    /// <summary>A close was requested and the peer has finished too: what is left is the delivery of our data.</summary>
    Closing,

    /// <summary>A reset was requested: the socket is closed with RST.</summary>
    Resetting,

    /// <summary>How it ends is known. Sends that were under way fail.</summary>
    Ending,

    /// <summary>The closing event is in the journal.</summary>
    Ended,
}

/// <summary>What can happen to a connection.</summary>
internal enum LifeStimulus
{
    /// <summary>The TLS handshake is complete.</summary>
    Opened,

    /// <summary>The peer's FIN came.</summary>
    PeerFin,

    /// <summary>A half-close was requested: our FIN goes out.</summary>
    OurFin,

    /// <summary>An orderly close was requested.</summary>
    Close,

    /// <summary>A reset was requested.</summary>
    Reset,

    /// <summary>Reading is over, and why is known.</summary>
    EndFound,

    /// <summary>The closing event was written.</summary>
    EndRecorded,
}

/// <summary>Which state follows which: the life of every connection on one page.</summary>
internal static class LifeTable
{
    /// <summary>The state after <paramref name="stimulus"/>; null where it changes nothing.</summary>
    public static LifeState? Next(LifeState state, LifeStimulus stimulus) =>
        (state, stimulus) switch
        {
            (LifeState.Opening, LifeStimulus.Opened) => LifeState.Open,

            (LifeState.Open, LifeStimulus.PeerFin) => LifeState.PeerFinished,
            (LifeState.WeFinished, LifeStimulus.PeerFin) => LifeState.BothFinished,
            (LifeState.Draining, LifeStimulus.PeerFin) => LifeState.Closing,

            (LifeState.Open, LifeStimulus.OurFin) => LifeState.WeFinished,
            (LifeState.PeerFinished, LifeStimulus.OurFin) => LifeState.BothFinished,

            (LifeState.Opening, LifeStimulus.Close) => LifeState.OpeningCancelled,
            (LifeState.Open or LifeState.WeFinished, LifeStimulus.Close) => LifeState.Draining,
            (LifeState.PeerFinished or LifeState.BothFinished, LifeStimulus.Close) => LifeState.Closing,

            // Nothing outranks our own RST but an end that is there already.
            (not (LifeState.Resetting or LifeState.Ending or LifeState.Ended), LifeStimulus.Reset) => LifeState.Resetting,

            (not (LifeState.Ending or LifeState.Ended), LifeStimulus.EndFound) => LifeState.Ending,
            (LifeState.Ending, LifeStimulus.EndRecorded) => LifeState.Ended,
            _ => null,
        };

    /// <summary>What people see of a state. One that ends shows what was there before, until the closing event.</summary>
    public static ConnectionState Shown(LifeState state, ConnectionState before) =>
        state switch
        {
            LifeState.Opening or LifeState.OpeningCancelled => ConnectionState.Connecting,
            LifeState.Open => ConnectionState.Open,
            LifeState.PeerFinished or LifeState.BothFinished or LifeState.Closing => ConnectionState.PeerHalfClosed,
            LifeState.WeFinished or LifeState.Draining => ConnectionState.HalfClosed,
            LifeState.Ended => ConnectionState.Closed,
            _ => before,
        };
}
