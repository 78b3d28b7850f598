using System.Text.Json;
using SocketLab.Contracts.Serialization;

namespace SocketLab.Web.Tests.Api;

public sealed class JsonFaultTests
{
    [Theory]
    [InlineData("", "line 1, column 1: there is nothing here.")]
    [InlineData("{\n  x", "line 2, column 3: 'x' is an invalid start of a property name. Expected a '\"'.")]
    [InlineData("{ \"a\": {}", "line 1, column 10: an object or array is not closed.")]
    [InlineData("{ \"a\": 1, }", "line 1, column 11: a comma stands before the end of an object or array.")]
    [InlineData("{ \"a\": \"b", "a string is not closed.")]
    [InlineData("{ \"a\": tru", "line 1, column")]
    [InlineData("{ \"a\": 1, \"a\": 2 }", "a property stands here twice.")]
    [InlineData("{} {}", "line 1, column 4: ")]
    [InlineData("{ \"a\": 01 }", "line 1, column 9: ")]
    [InlineData("{ /* no */ }", "line 1, column 3: ")]
    [InlineData("{ \"a\": \"\u0001\" }", "line 1, column 9: ")]
    [InlineData("{ \"a\": \"\\q\" }", "line 1, column 10: ")]
    public void It_says_where_in_words_of_its_own(string json, string told)
    {
        var error = Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(json, ContractReader.DocumentOptions));
        var message = JsonFault.Explain(error);
        Assert.StartsWith("This cannot be read as JSON: ", message, StringComparison.Ordinal);
        Assert.Contains(told, message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", message, StringComparison.Ordinal);
        Assert.DoesNotContain("isFinalBlock", message, StringComparison.Ordinal);
        Assert.DoesNotContain("reader", message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', message);
    }
}
