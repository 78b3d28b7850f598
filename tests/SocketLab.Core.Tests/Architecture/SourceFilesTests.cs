using System.Text.RegularExpressions;

namespace SocketLab.Core.Tests.Architecture;

/// <summary>Source that can be read side by side and in one sitting.</summary>
public sealed partial class SourceFilesTests
{
    private const int MaxColumns = 140;
    private const int MaxLines = 300;
    private const int MaxFilesPerType = 3;

    [Fact]
    public void No_line_is_longer_than_140_columns() =>
        Assert.Empty(
            from path in Repository.SourceFiles(".cs", ".razor")
            from line in Lines(path).Index()
            where line.Item.Length > MaxColumns
            select $"{path}:{line.Index + 1} has {line.Item.Length} columns"
        );

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Assert.Empty(
            from path in Repository.SourceFiles(".cs", ".razor")
            let lines = Lines(path).Length
            where lines > MaxLines
            select $"{path} has {lines} lines"
        );

    [Fact]
    public void No_type_is_spread_over_more_than_three_files() =>
        Assert.Empty(
            from path in Repository.SourceFiles(".cs")
            let text = string.Join('\n', Lines(path))
            let space = Namespace().Match(text).Groups[1].Value
            from type in PartialTypes().Matches(text).Select(match => $"{space}.{match.Groups[1].Value}").Distinct()
            group path by type into files
            where files.Count() > MaxFilesPerType
            select $"{files.Key} is in {string.Join(", ", files)}"
        );

    [Fact]
    public void Sockets_are_opened_in_one_place_which_keeps_them_within_their_share_of_the_descriptors() =>
        Assert.Equal(
            ["src/SocketLab.Core/Transport/Descriptors.cs"],
            Repository.SourceFiles(".cs").Where(path => path.StartsWith("src/", StringComparison.Ordinal) && OpensSockets(path))
        );

    [Fact]
    public void Whole_numbers_are_read_in_one_place() =>
        Assert.Empty(
            from path in Repository.SourceFiles(".cs", ".razor")
            where path.StartsWith("src/", StringComparison.Ordinal) && !path.EndsWith("/WholeNumber.cs", StringComparison.Ordinal)
            from line in Lines(path).Index()
            where WholeNumberParsers().IsMatch(line.Item)
            select $"{path}:{line.Index + 1} reads a number without WholeNumber"
        );

    private static bool OpensSockets(string path) => Lines(path).Any(line => NewSocket().IsMatch(line));

    private static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"\bnew (Socket|TcpListener|TcpClient|UdpClient)\(|\bEventDescriptor\(\d")]
    private static partial Regex NewSocket();

    [GeneratedRegex(@"\b(?:s?byte|u?short|u?int|u?long|U?Int(?:16|32|64)|BigInteger)\.(?:Try)?Parse\(")]
    private static partial Regex WholeNumberParsers();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^[\w ]*\bpartial (?:class|struct|interface|record(?: struct)?) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PartialTypes();
}
