using BenchmarkDotNet.Running;
using SocketLab.Benchmarks;
using SocketLab.Benchmarks.Descriptors;
using SocketLab.Benchmarks.Faults;
using SocketLab.Benchmarks.Filters;
using SocketLab.Benchmarks.Input;
using SocketLab.Benchmarks.Peers;

// Measures SocketLab. Not part of the test run. docs/PERFORMANCE.md and docs/RELIABILITY.md have the commands and results.
//   startup --app DIR [--runs N]     process start to the first page
//   feed    --app DIR [--blaster P]  datagram sent to row in Chromium's DOM, idle and in a flood; clicks in a flood
//   watch   --app DIR [--seconds N]  what a watched flood renders, and what a viewer costs the server
//   pages   --app DIR [--seconds N] [--rate N] [--blaster P] pages that are left open over a flood: memory, clicks, what they cost
//   list    --app DIR [--seconds N]  what 200 endpoints cost the server, idle and busy, and a page that lists them
//   input   --app DIR [--only NAME]  what the worst messages that may be sent cost until they are answered
//   filter  --app DIR [--runs N]     filters over a million entries, in the process, over HTTP, and beside tshark
//   memory  --app DIR [--rounds N]   journals filled and let go over and over: resident memory
//   capture --app DIR                1 GiB of pcap opened as a capture: seconds and resident memory
//   decode  --app DIR                10,000 entries decoded by Wireshark's dissectors: milliseconds and resident memory
//   afl     --only NAME              gives the input of afl-fuzz to one parser; docs/RELIABILITY.md has how
//   micro   [BenchmarkDotNet's own]  journal, hex dump, payloads, pages of the feed, inside one process
//   --peers --app DIR [--runs N] [--only NAME,…] [--out DIR] [--seconds N]   side by side with other tools
//   kills   --app DIR [--rounds N]   SIGKILL while three clients save: docs/RELIABILITY.md
//   recording --app DIR [--runs N] [--rounds N] [--only cost,stream,kills] a recorded million and stream flat out, and SIGKILL while
//                                    recording: docs/RELIABILITY.md
//   stop    --app DIR [--runs N]     SIGTERM under all loads at once: docs/RELIABILITY.md
//   descriptors --app DIR [--runs N] [--only NAME,…] [--limits N,…]   attacks with few open files: docs/RELIABILITY.md
//   report  [--in DIR]               the table in docs/PERFORMANCE.md and the plots, from what --peers wrote
var options = BenchmarkOptions.Parse(args);
switch (options.Command)
{
    case "startup":
        await StartupBenchmark.RunAsync(options);
        return 0;
    case "feed":
        await FeedBenchmark.RunAsync(options);
        return 0;
    case "watch":
        await WatchBenchmark.RunAsync(options);
        return 0;
    case "pages":
        await OpenPagesBenchmark.RunAsync(options);
        return 0;
    case "list":
        await ListBenchmark.RunAsync(options);
        return 0;
    case "input":
        await InputCost.RunAsync(options);
        return 0;
    case "filter":
        return await FilterBenchmark.RunAsync(options) ? 0 : 1;
    case "memory":
        return await MemoryBenchmark.RunAsync(options) ? 0 : 1;
    case "capture":
        return await CaptureBenchmark.RunAsync(options) ? 0 : 1;
    case "decode":
        return await DecodeBenchmark.RunAsync(options) ? 0 : 1;
    case "afl":
        AflTarget.Run(options.Only[0]);
        return 0;
    case "micro":
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkOptions).Assembly).Run(args[1..]);
        return 0;
    case "kills":
        return await KillsRun.RunAsync(options);
    case "recording":
        return await RecordingRun.RunAsync(options);
    case "stop":
        return await StopRun.RunAsync(options);
    case "descriptors":
        return await DescriptorRun.RunAsync(options);
    case "--peers":
        return await PeerRun.RunAsync(options);
    case "report":
        return await PeerReport.RunAsync(options);
    default:
        await Console.Error.WriteLineAsync(
            """
            Usage: startup|feed|watch|list --app DIRECTORY_OF_A_PUBLISHED_SOCKETLAB [--runs N] [--blaster PATH] [--seconds N]
                   pages --app DIRECTORY [--seconds N] [--rate N] [--blaster PATH]
                   filter --app DIRECTORY [--runs N]
                   memory --app DIRECTORY [--only deleted|cleared] [--rounds N]
                   capture --app DIRECTORY
                   input --app DIRECTORY [--only PART_OF_A_NAME,…]
                   afl --only NAME_OF_A_PARSER
                   micro [ARGUMENTS_OF_BENCHMARKDOTNET]
                   --peers --app DIRECTORY [--runs N] [--only NAME,…] [--out DIRECTORY] [--seconds N]
                   kills --app DIRECTORY [--rounds N]
                   recording --app DIRECTORY [--runs N] [--rounds N] [--only cost,stream,kills]
                   stop --app DIRECTORY [--runs N]
                   descriptors --app DIRECTORY [--runs N] [--only NAME,…] [--limits N,…]
                   report [--in DIRECTORY]
            """
        );
        return 2;
}
