namespace SocketLab.Benchmarks.Peers;

/// <summary>One kind of work, done by SocketLab and its peers in turn. Registered in <see cref="AllScenarios"/>.</summary>
internal abstract class Scenario
{
    /// <summary>The contestant that the others are compared with.</summary>
    public const string Ours = "SocketLab";

    /// <summary>Its name on the command line and of its result file.</summary>
    public abstract string Name { get; }

    /// <summary>What is done, in one line.</summary>
    public abstract string Title { get; }

    /// <summary>What must hold.</summary>
    public virtual IReadOnlyList<Bar> Bars => [];

    /// <summary>The figures that are worth a plot.</summary>
    public virtual IReadOnlyList<Metric> Plots => [];

    /// <summary>Rounds at most, for work that is long in itself.</summary>
    public virtual int MostRounds => int.MaxValue;

    /// <summary>Whether a round that is not counted goes first. Not where each contestant starts and warms its own process.</summary>
    public virtual bool WarmUp => true;

    /// <summary>Who takes part. Each is run once a round, in one order and then in the other.</summary>
    public abstract IReadOnlyList<Contestant> Contestants(Arena arena);
}

/// <summary>One that takes part.</summary>
/// <param name="Name">As the tables show it; the command where it is a tool.</param>
/// <param name="RunAsync">Does the work once and notes figures.</param>
/// <param name="Programs">What must be installed; without it the contestant is reported as missing.</param>
internal sealed record Contestant(string Name, Func<Sheet, Task> RunAsync, params string[] Programs);

/// <summary>A figure that contestants note.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record Metric(string Name, string Unit)
{
    public static Metric Lost { get; } = new("lost", "datagrams");

    public static Metric LostShare { get; } = new("lost", "%");

    public static Metric Duplicated { get; } = new("duplicated", "datagrams");

    public static Metric OutOfOrder { get; } = new("out of order", "datagrams");

    /// <summary>Sent less received less dropped by the kernel.</summary>
    public static Metric LedgerError { get; } = new("ledger error", "datagrams");

    public static Metric CpuPerDatagram { get; } = new("CPU a datagram", "µs");

    public static Metric Throughput { get; } = new("throughput", "GB/s");

    public static Metric WrongBytes { get; } = new("wrong bytes", "bytes");
}

/// <summary>What one contestant notes in one round.</summary>
internal sealed class Sheet
{
    private readonly Dictionary<Metric, double> _figures = [];

    public IReadOnlyDictionary<Metric, double> Figures => _figures;

    public void Note(Metric metric, double value) => _figures[metric] = value;
}
