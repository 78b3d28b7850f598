using SocketLab.Web.Tests.Fuzz;

namespace SocketLab.Benchmarks.Input;

/// <summary>Gives the input of afl-fuzz to one parser, whose assemblies were instrumented with the tool of SharpFuzz.</summary>
internal static class AflTarget
{
    /// <summary>Runs until afl-fuzz ends it. What the parser throws beside its own refusals is a crash to it.</summary>
    /// <param name="name">The parser's name.</param>
    public static void Run(string name)
    {
        var parse = ParserTargets.All[name].Run;
        SharpFuzz.Fuzzer.OutOfProcess.Run(input =>
        {
            using var whole = new MemoryStream();
            input.CopyTo(whole);
            parse(whole.ToArray());
        });
    }
}
