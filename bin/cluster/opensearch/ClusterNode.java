import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.opensearch.Version;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/** A node of OpenSearch on this machine. Arguments: libraries, data, its number, and the ports of all nodes: HTTP:TRANSPORT … */
public final class ClusterNode extends Node {
    /** Modules are classes on the path here, where a server finds them in folders. */
    private static final List<PluginInfo> MODULES = Stream.of(Netty4ModulePlugin.class)
        .map(Class::getName)
        .map(name -> new PluginInfo(name, name, "", Version.CURRENT, "21", name, null, List.of(), false))
        .toList();

    private ClusterNode(Settings settings, String name) {
        super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> name), MODULES, false);
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        String name = "node-" + arguments[2];
        List<String[]> ports = Arrays.stream(arguments).skip(3).map(pair -> pair.split(":")).toList();
        String[] mine = ports.get(Integer.parseInt(arguments[2]) - 1);
        Files.createDirectories(data.resolve("config"));
        Settings settings = Settings.builder()
            .put("cluster.name", "commonplace-tests")
            .put("node.name", name)
            .put("path.home", data)
            .put("path.data", data.resolve("data"))
            .put("path.logs", data.resolve("logs"))
            .put("network.host", "127.0.0.1")
            .put("http.port", mine[0])
            .put("transport.port", mine[1])
            .putList("discovery.seed_hosts", ports.stream().map(pair -> "127.0.0.1:" + pair[1]).toList())
            .putList(
                "cluster.initial_cluster_manager_nodes",
                IntStream.rangeClosed(1, ports.size()).mapToObj(n -> "node-" + n).toList())
            // However full the disk of this machine is, copies of shards may be put on it.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
        LogConfigurator.configureWithoutConfig(settings);
        ClusterNode node = new ClusterNode(settings, name);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (IOException error) {
                error.printStackTrace();
            }
        }));
        node.start();
        Thread.currentThread().join();
    }
}
