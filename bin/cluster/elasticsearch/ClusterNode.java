import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** A node of Elasticsearch on this machine. Arguments: libraries, data, its number, and the ports of all nodes: HTTP:TRANSPORT … */
public final class ClusterNode {
    public static void main(String[] arguments) throws Exception {
        Path libraries = Path.of(arguments[0]);
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
            .putList("cluster.initial_master_nodes", IntStream.rangeClosed(1, ports.size()).mapToObj(n -> "node-" + n).toList())
            // However full the disk of this machine is, copies of shards may be put on it.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
        LogConfigurator.configureWithoutConfig(settings);
        LogConfigurator.configureESLogging();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> name);
        PluginsLoader modules = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(libraries.resolve("modules"), false), Set.of(), Map.of(), false);
        Node node = new Node(environment, modules);
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
