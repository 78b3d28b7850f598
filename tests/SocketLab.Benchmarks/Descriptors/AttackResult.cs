using System.Globalization;

namespace SocketLab.Benchmarks.Descriptors;

/// <summary>What several runs of one attack came to.</summary>
internal sealed class AttackResult(int limit, string name)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(1);

    private readonly List<string> _faults = [];
    private int _runs;
    private int _inOrder;
    private int _highest;
    private int _most;
    private TimeSpan _slowest;

    public void AddAnswer(TimeSpan time, bool isOk)
    {
        _slowest = time > _slowest ? time : _slowest;
        if (!isOk || time > LongestAnswer)
        {
            AddFault($"/healthz took {time.TotalMilliseconds:0} ms, {(isOk ? "ok" : "not ok")}");
        }
    }

    public void AddDescriptors((int Highest, int Count) seen) =>
        (_highest, _most) = (Math.Max(_highest, seen.Highest), Math.Max(_most, seen.Count));

    public void AddFault(string fault) => _faults.Add(fault);

    public async Task EndAsync(LabProcess lab)
    {
        _runs++;
        var code = lab.ExitCode ?? await lab.TerminateAsync();
        _inOrder += code == 0 ? 1 : 0;
        if (code != 0)
        {
            AddFault($"exit code {code}");
        }
    }

    /// <returns>1 when something was wrong.</returns>
    public int Tell()
    {
        var slowest = _slowest.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        Console.WriteLine(
            $"{Text(limit)}  {name.PadRight(14)}  {_inOrder} of {_runs} live and end in order  /healthz at most {slowest.PadLeft(4)} ms  "
                + $"descriptors {Text(_most)}, highest {Text(_highest)}"
        );
        foreach (var fault in _faults.Distinct().Take(5))
        {
            Console.WriteLine($"        {fault}");
        }

        return _faults.Count == 0 ? 0 : 1;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture).PadLeft(6);
}
