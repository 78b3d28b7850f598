using SocketLab.Benchmarks;

// Measures a real SocketLab process from outside. Not part of the test run. docs/PERFORMANCE.md has the commands and results.
//   startup --app DIR [--runs N]    process start to the first page
//   feed    --app DIR [--blaster P] datagram sent to row in Chromium's DOM, idle and in a flood; clicks in a flood
var options = BenchmarkOptions.Parse(args);
switch (options.Command)
{
    case "startup":
        await StartupBenchmark.RunAsync(options);
        return 0;
    case "feed":
        await FeedBenchmark.RunAsync(options);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: startup|feed --app DIRECTORY_OF_A_PUBLISHED_SOCKETLAB [--runs N] [--blaster PATH]");
        return 2;
}
