namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>The last minute of one endpoint's rate, a value a second, as this page saw it.</summary>
public sealed class RateHistory
{
    private const int Seconds = 60;

    private readonly Queue<double> _values = new();
    private double[] _snapshot = [];

    /// <summary>Oldest first; the same list as long as it holds the same values.</summary>
    public IReadOnlyList<double> Values => _snapshot;

    /// <summary>Adds a second's rate.</summary>
    public void Add(double rate)
    {
        _values.Enqueue(rate);
        if (_values.Count > Seconds)
        {
            _values.Dequeue();
        }

        _snapshot = _values.SequenceEqual(_snapshot) ? _snapshot : [.. _values];
    }
}
