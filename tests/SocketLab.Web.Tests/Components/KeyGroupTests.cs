using System.Text.RegularExpressions;
using SocketLab.Web.Components.Layout;

namespace SocketLab.Web.Tests.Components;

/// <summary>The list of keys is true: what a page knows stands in it, and what stands in it is known somewhere.</summary>
public sealed partial class KeyGroupTests
{
    [Fact]
    public void The_list_has_the_keys_that_the_pages_have_and_no_others()
    {
        var pages = string.Concat(
            Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "src/SocketLab.Web/Components/Pages"), "*.razor.cs")
                .Select(File.ReadAllText)
        );
        var known = PageKeys().Matches(pages).SelectMany(match => Quoted().Matches(match.Value)).Select(key => key.Groups[1].Value);
        var script = File.ReadAllText(Path.Combine(Repository.Root, "wwwroot/js/workbench.js"));
        var markup = string.Concat(
            Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "src/SocketLab.Web/Components"), "*.razor", SearchOption.AllDirectories)
                .Select(File.ReadAllText)
        );
        string[] all =
        [
            .. known,
            .. Pressed().Matches(script).Select(match => match.Groups[1].Value),
            .. DataKeys().Matches(markup).Select(match => match.Groups[1].Value),
        ];
        var listed = KeyGroup.All.SelectMany(group => group.Keys).SelectMany(line => line.Keys).Where(key => key.Length == 1);
        Assert.Equal(
            all.Where(key => key.Length == 1 && key != " ").Distinct().Order(StringComparer.Ordinal),
            listed.Where(key => !"↑↓←→".Contains(key, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [GeneratedRegex(@"string\[\] Keys =>\s*\[[^\]]*\]")]
    private static partial Regex PageKeys();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^  (\w): \(\) =>", RegexOptions.Multiline)]
    private static partial Regex Pressed();

    [GeneratedRegex("data-key=\"([\\w/+-])\"")]
    private static partial Regex DataKeys();
}
