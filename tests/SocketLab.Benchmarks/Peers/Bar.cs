namespace SocketLab.Benchmarks.Peers;

/// <summary>
/// What must hold for the median over all rounds: of a contestant's figure, or of its ratio to a reference in the same round.
/// </summary>
/// <param name="Text">The bar as a person reads it.</param>
/// <param name="Metric">Which figure.</param>
/// <param name="Contestant">Whose.</param>
internal sealed record Bar(string Text, Metric Metric, string Contestant)
{
    /// <summary>Divide by this contestant's figure; null: the figure itself.</summary>
    public string? Reference { get; init; }

    public double AtMost { get; init; } = double.PositiveInfinity;

    public double AtLeast { get; init; } = double.NegativeInfinity;

    private bool IsLimit => double.IsFinite(AtMost) || double.IsFinite(AtLeast);

    /// <summary>Judges what was noted. Without any figure the bar is not met; without a limit it is only a figure to know.</summary>
    public BarResult Judge(IReadOnlyList<ContestantResult> results)
    {
        var own = Values(results, Contestant);
        var reference = Reference is null ? null : Values(results, Reference);
        var values = reference is null ? own : [.. own.Zip(reference, Ratio)];
        if (values.Count == 0)
        {
            return new(Text, Metric.Name, Metric.Unit, Contestant, Reference, null, IsLimit ? false : null);
        }

        var spread = Spread.Of(values);
        return new(
            Text,
            Metric.Name,
            Metric.Unit,
            Contestant,
            Reference,
            spread,
            IsLimit ? spread.Median <= AtMost && spread.Median >= AtLeast : null
        );
    }

    /// <summary>Nothing against nothing is even: both lost no datagram.</summary>
    private static double Ratio(double own, double reference) => own == 0 && reference == 0 ? 1 : own / reference;

    private IReadOnlyList<double> Values(IReadOnlyList<ContestantResult> results, string name) =>
        results
            .FirstOrDefault(result => result.Name == name)
            ?.Metrics.FirstOrDefault(metric => metric.Name == Metric.Name && metric.Unit == Metric.Unit)
            ?.Values
        ?? [];
}
