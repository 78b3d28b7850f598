using System.Text.RegularExpressions;

namespace SocketLab.Web.Tests.Components;

/// <summary>
/// What is typed is bound (<c>@bind:event="oninput"</c>): then the renderer knows what stands in the box. A value that is set beside
/// <c>@oninput</c> comes back on a slow line behind newer letters, and overwrites them.
/// </summary>
public sealed partial class TypedTextTests
{
    [Fact]
    public void No_box_that_is_read_at_each_key_has_its_value_set_beside_that()
    {
        var wrong = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src/SocketLab.Web"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Boxes().Matches(File.ReadAllText(file)).Select(box => (Path.GetFileName(file), box.Value)))
            .Where(box =>
                box.Value.Contains("@oninput=", StringComparison.Ordinal) && box.Value.Contains(" value=", StringComparison.Ordinal)
            );
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"<(input|textarea)\b(?:[^>""]|""[^""]*"")*")]
    private static partial Regex Boxes();
}
